// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;

namespace PracticeNetSec.Packaging.Package;

/// <summary>Puts into the module's folder what must travel with it, and makes the Gallery's package of the folder.</summary>
internal static class PackageCommand
{
    public const string NoticesFile = "THIRD-PARTY-NOTICES.txt";
    public const string SbomFile = "PracticeNetSec.cdx.json";

    /// <summary>Writes notices and bill of materials into the staged module.</summary>
    public static int Notices(string assets, string module) => Run(() =>
    {
        ModuleManifest manifest = ModuleManifest.Read(Path.Combine(module, "PracticeNetSec.psd1"));
        IReadOnlyList<ShippedPackage> packages = ShippedPackages.Find(assets, module);
        File.WriteAllText(Path.Combine(module, NoticesFile), ThirdPartyNotices.Write(packages));
        File.WriteAllText(Path.Combine(module, SbomFile), Sbom.Write("PracticeNetSec", manifest.Version, packages, Direct(assets), module));
    });

    /// <summary>Makes the package of the staged module.</summary>
    public static int Package(string module, string changelog, string output) => Run(() =>
    {
        ModuleManifest manifest = ModuleManifest.Read(Path.Combine(module, "PracticeNetSec.psd1"));
        string path = GalleryPackage.Write(module, manifest, ReleaseNotes.Of(changelog, manifest.Version), output);
        Console.WriteLine(path);
    });

    /// <summary>What the two projects of the module ask for themselves.</summary>
    private static string[] Direct(string assets)
    {
        JsonObject target = ShippedPackages.WithoutRuntime(JsonNode.Parse(File.ReadAllText(assets))!);
        return [.. target.Where(library => (string?)library.Value!["type"] == "project").SelectMany(library => (library.Value!["dependencies"]?.AsObject() ?? []).Select(other => other.Key)).Distinct()];
    }

    private static int Run(Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (PackagingException fault)
        {
            Console.Error.WriteLine($"error PNSPACK: {fault.Message}");
            return 1;
        }
    }
}
