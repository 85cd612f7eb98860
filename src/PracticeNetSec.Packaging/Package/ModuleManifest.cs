// SPDX-License-Identifier: MIT
using System.Collections;
using System.Linq;
using System.Management.Automation.Language;

namespace PracticeNetSec.Packaging.Package;

/// <summary>The module's manifest, read as the Gallery reads it: as data, nothing in it is run.</summary>
internal sealed class ModuleManifest
{
    private readonly Hashtable _values;

    private ModuleManifest(Hashtable values) => _values = values;

    /// <exception cref="PackagingException">The file is no manifest.</exception>
    public static ModuleManifest Read(string path)
    {
        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        return errors.Length == 0 && script.Find(found => found is HashtableAst, searchNestedScriptBlocks: false) is HashtableAst table && table.SafeGetValue() is Hashtable values
            ? new ModuleManifest(values)
            : throw new PackagingException($"'{path}' is no module manifest: {errors.FirstOrDefault()?.Message ?? "it holds more than data"}.");
    }

    public string Version => Text("ModuleVersion");

    public string Author => Text("Author");

    public string Company => Text("CompanyName");

    public string Copyright => Text("Copyright");

    public string Description => Text("Description");

    public string[] Cmdlets => Texts(_values["CmdletsToExport"]);

    public string[] Editions => Texts(_values["CompatiblePSEditions"]);

    public string[] Tags => Texts(Gallery?["Tags"]);

    private Hashtable? Gallery => (_values["PrivateData"] as Hashtable)?["PSData"] as Hashtable;

    private string Text(string key) => _values[key] as string ?? throw new PackagingException($"The manifest lacks {key}.");

    private static string[] Texts(object? values) => values is IEnumerable many and not string ? [.. many.Cast<object>().Select(value => value.ToString()!)] : values is null ? [] : [values.ToString()!];
}
