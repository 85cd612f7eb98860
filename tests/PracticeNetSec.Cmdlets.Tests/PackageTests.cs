// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using System.Xml.Linq;
using PracticeNetSec.Packaging.Package;
using PracticeNetSec.Testing;
using PracticeNetSec.Testing.Examples;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>The Gallery's package is the staged module, tells what is in it, and is the same each time.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string Module = Path.Combine(ModuleRun.Root, "artifacts", "PracticeNetSec");

    private readonly string _folder = Directory.CreateTempSubdirectory("package").FullName;

    [Fact]
    public void Two_packages_of_one_module_are_the_same_bytes()
    {
        byte[] first = File.ReadAllBytes(Make("one"));
        File.SetLastWriteTimeUtc(Path.Combine(Module, "LICENSE"), DateTime.UtcNow.AddDays(-3));

        Assert.Equal(first, File.ReadAllBytes(Make("two")));
    }

    /// <summary>As a newcomer types them; only what is tracked goes into the copy: no history, nothing built.</summary>
    [Fact]
    public async Task The_lines_of_the_README_audit_Celle_and_make_the_same_package_in_another_folder()
    {
        string copy = Path.Combine(_folder, "a folder of another length");
        string[] built = ["bin", "obj"];
        string[] files = [.. new[] { ".config", "src", "module", "docs", "samples" }.SelectMany(folder => Directory.GetFiles(Path.Combine(ModuleRun.Root, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(ModuleRun.Root)).Select(file => Path.GetRelativePath(ModuleRun.Root, file)).Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(built).Any())];
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, file))!);
            File.Copy(Path.Combine(ModuleRun.Root, file), Path.Combine(copy, file));
        }

        string[] lines = [.. PrintedGuide.Blocks(ModuleRun.Root, "README.md", "bash").Where(block => block.Contains("-Task Demo", StringComparison.Ordinal) || block.Contains("-Task Package", StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        ProcessResult[] typed = [await TypeAsync(lines[0], copy), await TypeAsync(lines[1], copy)];

        Assert.Equal(["fault Exposed celle-fault-internal.html", "first-update Exposed celle-first-update-internal.html", "patched NotExposed celle-patched.html"], typed[0].Lines[^3..].Select(Summary));
        Assert.Equal(["celle-fault-internal.html", "celle-first-update-internal.html", "celle-patched.html"], Directory.GetFiles(Path.Combine(copy, "out"), "*.html").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Make("here")), File.ReadAllBytes(Path.Combine(copy, "artifacts", "PracticeNetSec.0.1.0.nupkg")));
    }

    [Fact]
    public void Everything_that_is_staged_lies_at_the_root_of_the_package()
    {
        using ZipArchive package = ZipFile.OpenRead(Make("root"));
        string[] staged = [.. Directory.GetFiles(Module, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Module, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        string[] packed = [.. package.Entries.Select(entry => entry.FullName).Where(name => staged.Contains(name)).Order(StringComparer.Ordinal)];

        Assert.Contains("PracticeNetSec.psd1", staged);
        Assert.Equal(staged, packed);
        Assert.Equal(["PracticeNetSec.nuspec", "[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/nuget.psmdcp"],
            package.Entries.Select(entry => entry.FullName).Except(staged).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_package_is_tagged_with_editions_and_cmdlets()
    {
        using ZipArchive package = ZipFile.OpenRead(Make("tags"));
        using Stream nuspec = package.GetEntry("PracticeNetSec.nuspec")!.Open();
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        string[] tags = Value("tags").Split(' ');
        string[] cmdlets = ModuleRun.Invoke("(Get-Command -Module PracticeNetSec).Name").Output.Select(name => name.ToString()).ToArray();

        Assert.Superset(new[] { "PSModule", "PSEdition_Desktop", "PSEdition_Core", "PSIncludes_Cmdlet" }.Concat(cmdlets.SelectMany(name => new[] { "PSCmdlet_" + name, "PSCommand_" + name })).ToHashSet(), tags.ToHashSet());
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.True(Value("releaseNotes").Length > 100);
        Assert.DoesNotContain(metadata.Elements(), element => element.Name.LocalName == "dependencies");
    }

    [Fact]
    public void A_restore_for_one_system_beside_the_common_one_changes_no_notice()
    {
        string module = Directory.CreateDirectory(Path.Combine(_folder, "module")).FullName;
        foreach (string file in Directory.GetFiles(Module, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(module, Path.GetRelativePath(Module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Delete(Path.Combine(module, PackageCommand.NoticesFile));
        JsonNode assets = JsonNode.Parse(File.ReadAllText(Path.Combine(ModuleRun.Root, "src/PracticeNetSec.Cmdlets/obj/project.assets.json")))!;
        assets["targets"]!["netstandard2.0/win-arm64"] = assets["targets"]!["netstandard2.0"]!.DeepClone();
        string path = Path.Combine(_folder, "project.assets.json");
        File.WriteAllText(path, assets.ToJsonString());

        Assert.Equal(0, PackageCommand.Notices(path, module));
        Assert.Equal(File.ReadAllText(Path.Combine(Module, PackageCommand.NoticesFile)), File.ReadAllText(Path.Combine(module, PackageCommand.NoticesFile)));
    }

    [Fact]
    public void Every_assembly_and_library_of_others_is_in_the_notices_and_with_its_hash_in_the_bill_of_materials()
    {
        string notices = File.ReadAllText(Path.Combine(Module, PackageCommand.NoticesFile));
        JsonNode bom = JsonNode.Parse(File.ReadAllText(Path.Combine(Module, PackageCommand.SbomFile)))!;
        (string Name, string Hash)[] told = [.. bom["components"]!.AsArray().SelectMany(component => component!["components"]?.AsArray() ?? [])
            .Select(file => ((string)file!["name"]!, (string)file["hashes"]![0]!["content"]!)).Order()];
        (string Name, string Hash)[] shipped = [.. Directory.GetFiles(Module, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".dll" or ".so" or ".dylib" && !Path.GetFileName(file).StartsWith("PracticeNetSec", StringComparison.Ordinal))
            .Select(file => (Path.GetRelativePath(Module, file).Replace('\\', '/'), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))))).Order()];

        Assert.NotEmpty(shipped);
        Assert.Equal(shipped, told);
        Assert.All(shipped, file => Assert.Contains(file.Name, notices, StringComparison.Ordinal));
        string[] known = [.. bom["components"]!.AsArray().Select(component => (string)component!["bom-ref"]!).Append((string)bom["metadata"]!["component"]!["bom-ref"]!)];
        Assert.All(bom["dependencies"]!.AsArray(), dependency => Assert.All(dependency!["dependsOn"]!.AsArray().Select(other => (string)other!).Append((string)dependency["ref"]!), name => Assert.Contains(name, known)));
    }

    /// <summary>Held against the packages as restore laid them down, by their own files: not against what wrote both papers.</summary>
    [Fact]
    public void Notices_and_bill_of_materials_have_version_licence_and_dependencies_of_the_packages()
    {
        string notices = File.ReadAllText(Path.Combine(Module, PackageCommand.NoticesFile));
        JsonNode bom = JsonNode.Parse(File.ReadAllText(Path.Combine(Module, PackageCommand.SbomFile)))!;
        JsonNode assets = JsonNode.Parse(File.ReadAllText(Path.Combine(ModuleRun.Root, "src/PracticeNetSec.Cmdlets/obj/project.assets.json")))!;
        JsonArray components = bom["components"]!.AsArray();
        HashSet<string> names = [.. components.Select(component => (string)component!["name"]!)];
        foreach (JsonNode? component in components)
        {
            string id = $"{component!["name"]}/{component["version"]}";
            string folder = assets["packageFolders"]!.AsObject().Select(folder => Path.Combine(folder.Key, (string)assets["libraries"]![id]!["path"]!)).First(Directory.Exists);
            XElement nuspec = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!;
            string licence = nuspec.Descendants().SingleOrDefault(element => element.Name.LocalName == "license" && (string?)element.Attribute("type") == "expression")?.Value
                ?? ((string?)component["name"] == "SourceGear.sqlite3" ? "blessing" : "MIT");
            JsonNode told = component["licenses"]![0]!;
            string[] needs = [.. (assets["targets"]!["netstandard2.0"]![id]!["dependencies"]?.AsObject() ?? []).Select(other => other.Key).Where(names.Contains).Order(StringComparer.Ordinal)];
            string[] toldNeeds = [.. bom["dependencies"]!.AsArray().Single(dependency => (string?)dependency!["ref"] == (string?)component["bom-ref"])!["dependsOn"]!.AsArray()
                .Select(other => ((string)other!).Split('/', '@')[1]).Order(StringComparer.Ordinal)];

            Assert.Equal($"pkg:nuget/{component["name"]}@{component["version"]}", (string?)component["purl"]);
            Assert.Equal(licence, (string?)told["expression"] ?? (string?)told["license"]!["id"]);
            Assert.Equal(needs, toldNeeds);
            Assert.Contains($"\n{component["name"]} {component["version"]}: {licence}\n", notices, StringComparison.Ordinal);
            Assert.All(Directory.GetFiles(folder, "*.TXT").Where(file => !Path.GetFileName(file).StartsWith("useShared", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("version", StringComparison.Ordinal)),
                file => Assert.Contains(File.ReadAllText(file).ReplaceLineEndings("\n").Trim(), notices, StringComparison.Ordinal));
        }

        Assert.NotEmpty(bom["dependencies"]!.AsArray().First()!["dependsOn"]!.AsArray());
        Assert.Contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION", notices, StringComparison.Ordinal); // CsvHelper, Apache-2.0 section 4(a)
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<ProcessResult> TypeAsync(string line, string folder)
    {
        ProcessResult typed = await ChildProcess.RunAsync("sh", ["-c", line.Trim()], start => start.WorkingDirectory = folder, TimeSpan.FromMinutes(10)); // it compiles
        Assert.True(typed.ExitCode == 0, typed.Output + typed.Error);
        return typed;
    }

    /// <summary>Stage, verdict and the report's name of a line of the demo's summary.</summary>
    private static string Summary(string line)
    {
        string[] words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        return $"{words[0]} {words[1]} {Path.GetFileName(words[2])}";
    }

    private string Make(string name)
    {
        string output = Path.Combine(_folder, name);
        return GalleryPackage.Write(Module, ModuleManifest.Read(Path.Combine(Module, "PracticeNetSec.psd1")), ReleaseNotes.Of(Path.Combine(ModuleRun.Root, "CHANGELOG.md"), "0.1.0"), output);
    }
}
