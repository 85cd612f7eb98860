// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using NuGet.Packaging;

namespace PracticeNetSec.Packaging.Package;

/// <summary>Which packages ship, by what restore resolved for the cmdlets and what lies in the module's folder.</summary>
internal static class ShippedPackages
{
    private const string Mit = "MIT";

    // The SPDX list has no identifier for the public domain; this is SQLite's own text in place of a licence.
    private const string SqliteBlessing = "blessing";

    /// <summary>All of them by name.</summary>
    /// <param name="assets">The cmdlets' <c>project.assets.json</c>.</param>
    /// <param name="module">The staged module's folder.</param>
    /// <exception cref="PackagingException">A licence cannot be determined.</exception>
    public static IReadOnlyList<ShippedPackage> Find(string assets, string module)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(assets))!;
        string[] folders = [.. root["packageFolders"]!.AsObject().Select(folder => folder.Key)];
        List<ShippedPackage> shipped = [];
        foreach ((string id, JsonNode? library) in WithoutRuntime(root))
        {
            // Assemblies lie at the root of the module, libraries of one system where the package has them.
            string[] files = [.. (library!["runtime"]?.AsObject() ?? []).Select(file => Path.GetFileName(file.Key)).Concat((library["runtimeTargets"]?.AsObject() ?? []).Select(file => file.Key))
                .Where(file => File.Exists(Path.Combine(module, file)))];
            string[] nameAndVersion = id.Split('/');
            if ((string?)library["type"] == "package" && files.Length > 0)
            {
                string path = (string)root["libraries"]![id]!["path"]!;
                string folder = folders.Select(start => Path.Combine(start, path)).First(Directory.Exists);
                shipped.Add(Read(folder, nameAndVersion[0], nameAndVersion[1], files, [.. (library["dependencies"]?.AsObject() ?? []).Select(other => other.Key)]));
            }
        }

        return [.. shipped.OrderBy(package => package.Name, StringComparer.Ordinal)];
    }

    /// <summary>What restore resolved for no system in particular: a restore for one system (-r) adds a second target.</summary>
    /// <param name="root">A <c>project.assets.json</c>.</param>
    public static JsonObject WithoutRuntime(JsonNode root) =>
        root["targets"]!.AsObject().Single(target => !target.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject();

    private static ShippedPackage Read(string folder, string name, string version, string[] files, string[] dependsOn)
    {
        NuspecReader nuspec = new(Directory.GetFiles(folder, "*.nuspec").Single());
        string text = TextOf(folder, "LICENSE");
        LicenseMetadata? stated = nuspec.GetLicenseMetadata();
        string licence = stated is { Type: LicenseType.Expression } ? stated.License
            : text.Contains("The MIT License (MIT)", StringComparison.Ordinal) ? Mit
            : text.Contains("SQLite is Public Domain", StringComparison.Ordinal) ? SqliteBlessing
            : throw new PackagingException($"{name} {version} does not say its licence as an expression, and its file is not MIT's: read it, and teach {nameof(ShippedPackages)} what it is.");
        string copyright = nuspec.GetCopyright() is { Length: > 0 } claimed ? claimed : $"Copyright (c) {nuspec.GetAuthors()}";
        return new ShippedPackage(name, version, licence, text, TextOf(folder, "THIRD-PARTY-NOTICES"), copyright.Replace("\u00A9", "(c)", StringComparison.Ordinal), files, dependsOn);
    }

    /// <summary>A text that the package carries at its root, whatever its ending; empty where it carries none.</summary>
    private static string TextOf(string folder, string name)
    {
        string? file = Directory.GetFiles(folder).FirstOrDefault(found => Path.GetFileNameWithoutExtension(found).Equals(name, StringComparison.OrdinalIgnoreCase));
        return file is null ? "" : File.ReadAllText(file).ReplaceLineEndings("\n").Trim();
    }
}
