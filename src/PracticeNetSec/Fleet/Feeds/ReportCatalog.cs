// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>
/// The types of Shadowserver's reports. The published schema (github.com/The-Shadowserver-Foundation/report_schema) names types, columns and
/// severities; what they mean for a practice is this project's. A newer schema replaces <c>Data/shadowserver-reports.json</c>.
/// </summary>
internal sealed class ReportCatalog
{
    private const string Scan = "scan_";

    private static readonly Lazy<ReportCatalog> Embedded = new(() => new ReportCatalog(EmbeddedData.Read<ReportFile>("shadowserver-reports.json")));

    // report-filename.md of the schema: date, type, then what the recipient's organisation and filters add.
    private static readonly Regex Dated = new(@"^\d{4}-\d{2}-\d{2}-([^-.]+)", RegexOptions.CultureInvariant);

    // The families of types; what has such a name and is not in the table is a type of a newer schema.
    private static readonly Regex Family = new(@"^(scan6?|population6?|event[46]|compromised|sandbox|device)_[a-z0-9_]+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly Dictionary<string, ReportType> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ReportType> _bySubject = new(StringComparer.OrdinalIgnoreCase);
    private readonly ReportType[] _byColumns;

    private ReportCatalog(ReportFile file)
    {
        Types = file.Types;
        Signs = file.Signs;
        foreach (ReportType type in file.Types)
        {
            foreach (string name in type.Formerly.Prepend(type.Name))
            {
                _byName.Add(name, type);
            }
        }

        // A service over IPv6 has a type of its own with the same subject; it means the same.
        foreach (ReportType type in file.Types.Where(type => type.Service.Length > 0).OrderBy(type => type.Name.StartsWith(Scan, StringComparison.Ordinal) ? 0 : 1))
        {
            if (!_bySubject.ContainsKey(Tag(type.Subject)))
            {
                _bySubject.Add(Tag(type.Subject), type);
            }
        }

        // Of two types whose columns are all there, the one that needs more of them is meant.
        _byColumns = file.Types.Where(type => type.Columns.Length > 0).OrderByDescending(type => type.Columns.Length).ToArray();
    }

    /// <summary>The types of this version.</summary>
    public static ReportCatalog Shipped => Embedded.Value;

    /// <summary>All types, in the order of the table.</summary>
    public IReadOnlyList<ReportType> Types { get; }

    /// <summary>Values that state more than the type does.</summary>
    public IReadOnlyList<ReportSign> Signs { get; }

    /// <summary>A type by its name or a former one; null for one that is not in the table.</summary>
    public ReportType? Find(string name) => _byName.TryGetValue(name, out ReportType? type) ? type : null;

    /// <summary>The type that a file's name gives: after its date, as the schema has it, or anywhere between hyphens in a name without a date.</summary>
    /// <param name="fileName">Without its folder.</param>
    public ReportType? OfFile(string fileName) => Dated.Match(fileName) is { Success: true } dated
        ? Find(dated.Groups[1].Value)
        : Parts(fileName).Select(Find).FirstOrDefault(type => type is not null);

    /// <summary>The name of a type of a newer schema in a file's name; null where the name gives none.</summary>
    /// <param name="fileName">Without its folder, of a file of which the table has no type.</param>
    public string? UnknownTypeOf(string fileName) => Parts(fileName).FirstOrDefault(part => Family.IsMatch(part))
        ?? (Dated.Match(fileName) is { Success: true } dated && OfTag(dated.Groups[1].Value) is null ? dated.Groups[1].Value : null);

    /// <summary>The type that alone has these columns; null where several have them.</summary>
    public ReportType? OfColumns(ICollection<string> columns) => _byColumns.FirstOrDefault(type => type.Columns.All(columns.Contains));

    /// <summary>The scan of a service by the tag that its lines have, such as <c>telnet-alt</c>.</summary>
    public ReportType? OfTag(string tag) => _bySubject.TryGetValue(Tag(tag), out ReportType? type) || _bySubject.TryGetValue(tag.Split('-')[0], out type) ? type : null;

    /// <summary>The same by a part of a file's name, for files that were renamed.</summary>
    public ReportType? OfTagIn(string fileName) => Parts(fileName).Select(OfTag).FirstOrDefault(type => type is not null);

    private static string[] Parts(string fileName) => fileName.Split('-', '.', ' ');

    private static string Tag(string subject) => subject.Replace('_', '-');

    private sealed class ReportFile
    {
        public ReportSign[] Signs { get; set; } = Array.Empty<ReportSign>();

        public ReportType[] Types { get; set; } = Array.Empty<ReportType>();
    }
}
