// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Shows the published vulnerabilities that routers are assessed by: affected models and versions, the first fixed version,
/// further conditions, source and the day the entry was checked.
/// </summary>
[Cmdlet(VerbsCommon.Get, "RouterAdvisory")]
[OutputType(typeof(RouterAdvisory))]
public sealed class GetRouterAdvisoryCommand : PSCmdlet
{
    private AdvisoryCatalog? _catalog;

    /// <summary>Ids, wildcards allowed. Advisories of a router examination can be piped in.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AdvisoryIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Vendors, wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AdvisoryTextCompleter))]
    public string[]? Vendor { get; set; }

    /// <summary>A model's full name, for instance 'FRITZ!Box 7490': finds entries about it and its family; with -Vendor also those for all of its models. Wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AdvisoryTextCompleter))]
    public string[]? Model { get; set; }

    /// <summary>A newer file of advisories, in place of those that came with the module.</summary>
    [Parameter]
    public string? AdvisoryPath { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _catalog = AdvisoryPath is null ? AdvisoryCatalog.Shipped : Load(AdvisoryPath);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (RouterAdvisory advisory in _catalog?.Entries ?? Array.Empty<RouterAdvisory>())
        {
            if (IsAny(Id, advisory.Id) && IsAny(Vendor, advisory.Vendor) && MatchesModel(advisory))
            {
                WriteObject(advisory);
            }
        }

        if (_catalog is not null)
        {
            // A misspelt id must not read as "no vulnerability is known".
            foreach (string id in (Id ?? Array.Empty<string>()).Where(id => !WildcardPattern.ContainsWildcardCharacters(id) && !_catalog.Entries.Any(known => IsAny(new[] { id }, known.Id))))
            {
                InputException error = new("AdvisoryNotFound", $"No advisory has the id '{InputException.Quote(id)}'. Get-RouterAdvisory lists those that are known.");
                WriteError(new ErrorRecord(error, error.Id, ErrorCategory.ObjectNotFound, id));
            }
        }
    }

    private AdvisoryCatalog? Load(string path)
    {
        IReadOnlyList<string> files = this.ExistingFiles(new[] { path });
        try
        {
            return files.Count == 0 ? null : AdvisoryCatalog.Load(files[0]);
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(Errors.FromFile(trouble, path));
            return null;
        }
    }

    private bool MatchesModel(RouterAdvisory advisory) => Model is null
        || Model.Any(model => AdvisoryCatalog.NamesModel(advisory, model, Vendor is not null) || advisory.Models.Concat(advisory.SisterModels).Concat(advisory.ConditionalModels).Any(name => IsAny(new[] { model }, name)));

    private static bool IsAny(string[]? patterns, string? text) => patterns is null
        || (text is not null && patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(text)));
}
