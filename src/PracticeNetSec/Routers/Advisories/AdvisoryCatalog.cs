// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Advisories;

/// <summary>
/// The advisories that routers are compared with: those that ship with the module, or a newer file. Its format is
/// <c>Data/advisories.schema.json</c>.
/// </summary>
public sealed class AdvisoryCatalog
{
    private static readonly Lazy<AdvisoryCatalog> Loaded = new(ReadShipped);

    private readonly IReadOnlyList<Advisory> _advisories;

    internal AdvisoryCatalog(DateTime checkedOn, IReadOnlyList<Advisory> advisories)
    {
        CheckedOn = checkedOn;
        _advisories = advisories;
    }

    /// <summary>The advisories that ship with the module.</summary>
    public static AdvisoryCatalog Shipped => Loaded.Value;

    /// <summary>Day on which the whole table was last reviewed (date alone).</summary>
    public DateTime CheckedOn { get; }

    /// <summary>Every entry, in the file's order.</summary>
    public IReadOnlyList<RouterAdvisory> Entries => _advisories.Select(advisory => advisory.Published).ToArray();

    /// <summary>Reads a file in place of the shipped advisories.</summary>
    /// <param name="path">Path of a JSON file in the format of <c>Data/advisories.schema.json</c>, at most 4 MiB.</param>
    /// <exception cref="InputException">The file is not in that format; the message names the first wrong field and its line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be opened for lack of permission.</exception>
    public static AdvisoryCatalog Load(string path)
    {
        using FileStream file = InputFile.Open(path);
        return AdvisoryFile.Read(file, path);
    }

    /// <summary>True when an advisory applies to a model, by its name, its family or as an unlisted related model.</summary>
    /// <param name="advisory">An entry of any catalog.</param>
    /// <param name="model">A model's full name, for instance <c>FRITZ!Box 7490</c>.</param>
    /// <param name="vendorKnown">True when the model is known to be of the advisory's vendor: then entries about all of its models count.</param>
    public static bool NamesModel(RouterAdvisory advisory, string model, bool vendorKnown) => advisory.Models.Concat(advisory.SisterModels).Concat(advisory.ConditionalModels)
        .Any(name => (vendorKnown || name != AdvisoryRange.AnyModel) && AdvisoryRange.Names(name, model));

    /// <summary>Compares every advisory with a device.</summary>
    internal AdvisoryMatch[] Match(RouterIdentity identity, RouterFirmware? firmware) =>
        _advisories.Select(advisory => advisory.Match(identity, firmware)).OfType<AdvisoryMatch>().ToArray();

    /// <summary>The advisory behind a match of this catalog.</summary>
    internal Advisory Get(AdvisoryMatch match) => _advisories.First(advisory => advisory.Id == match.Id);

    private static AdvisoryCatalog ReadShipped()
    {
        const string name = "advisories.json";
        using Stream stream = EmbeddedData.Open(name);
        return AdvisoryFile.Read(stream, name);
    }
}
