// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Breach;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// The authority a practice notifies, with the form, what to note there, and the day the entry was checked. A postal code that
/// can lie in several Länder returns all of their authorities, marked as not certain.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SupervisoryAuthority", DefaultParameterSetName = "Land")]
[OutputType(typeof(SupervisoryAuthority))]
public sealed class GetSupervisoryAuthorityCommand : PSCmdlet
{
    /// <summary>Two-letter codes of the Länder; all sixteen when none is given.</summary>
    [Parameter(Position = 0, ParameterSetName = "Land")]
    [ArgumentCompleter(typeof(LandCompleter))]
    [Land]
    public string[] Land { get; set; } = Array.Empty<string>();

    /// <summary>Postal codes, five digits each.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "PostalCode")]
    public string[] PostalCode { get; set; } = Array.Empty<string>();

    /// <summary>A practice, or an examination that carries one.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Practice")]
    public PSObject? InputObject { get; set; }

    /// <summary>Whose IT security guideline counts: dentists have that of the KZBV, hospitals § 391 SGB V.</summary>
    [Parameter]
    public PracticeProfession Profession { get; set; }

    /// <summary>Who runs the practice: church-run bodies have authorities of their own, public bodies in Bavaria the BayLfD.</summary>
    [Parameter]
    public PracticeSponsor Sponsor { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (SupervisoryAuthority.IsChurch(Sponsor))
        {
            WriteObject(SupervisoryAuthority.OfChurch(Profession, Sponsor));
            return;
        }

        switch (ParameterSetName)
        {
            case "Land":
                foreach (string land in Land.Length > 0 ? Land : SupervisoryAuthority.All.Select(authority => authority.Land))
                {
                    Find(land, null, land);
                }

                break;
            case "PostalCode":
                foreach (string code in PostalCode)
                {
                    Find(null, code, code);
                }

                break;
            default:
                FindOf(InputObject!);
                break;
        }
    }

    private void FindOf(PSObject input)
    {
        object? read = this.Read(input);
        Practice? practice = read switch
        {
            Practice itself => itself,
            RouterExposure router => router.Practice,
            ShareReachability share => share.Practice ?? share.RouterExposure?.Practice,
            _ => null,
        };
        switch (practice)
        {
            case not null:
                Find(practice.Land, practice.PostalCode, practice);
                break;
            case null when read is not null:
                this.WriteUnusable(input, "a practice, or an examination that carries one");
                break;
        }
    }

    private void Find(string? land, string? postalCode, object target)
    {
        try
        {
            IReadOnlyList<SupervisoryAuthority> found = SupervisoryAuthority.Candidates(land, postalCode);
            if (found.Count > 1)
            {
                WriteWarning($"Postal code {postalCode} leaves the Land undetermined: it can lie in {string.Join(" or ", found.Select(authority => authority.Land))}. The town decides; give -Land, or enter the Land in the inventory.");
            }

            foreach (SupervisoryAuthority authority in found)
            {
                WriteObject(authority.For(Sponsor, Profession, found.Count == 1));
            }
        }
        catch (InputException error)
        {
            WriteError(Errors.From(error, target));
        }
    }
}
