// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using NuGet.Packaging;
using NuGet.Packaging.Licenses;
using NuGet.Versioning;

namespace PracticeNetSec.Packaging.Package;

/// <summary>The file that goes to the PowerShell Gallery: the staged module at the package's root, with the tags by which PSResourceGet and PowerShellGet find a module.</summary>
internal static class GalleryPackage
{
    private const string Name = "PracticeNetSec";
    private const string Icon = "icon.png";

    // The first moment that a zip can tell. Of a file on the disk nothing but its bytes goes in.
    private static readonly DateTimeOffset Moment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes it and returns its path.</summary>
    public static string Write(string module, ModuleManifest manifest, string releaseNotes, string output)
    {
        PackageBuilder package = new(deterministic: true)
        {
            Id = Name,
            Version = NuGetVersion.Parse(manifest.Version),
            Description = manifest.Description,
            Copyright = manifest.Copyright,
            ReleaseNotes = releaseNotes,
            Icon = Icon,
            LicenseMetadata = new LicenseMetadata(LicenseType.Expression, "MIT", NuGetLicenseExpression.Parse("MIT"), [], LicenseMetadata.EmptyVersion),
        };
        package.Authors.Add(manifest.Author);
        package.Owners.Add(manifest.Company);
        package.Tags.UnionWith(Tags(manifest));
        foreach (string file in Directory.GetFiles(module, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            package.Files.Add(new ModuleFile(file, Path.GetRelativePath(module, file)));
        }

        string path = Path.Combine(Directory.CreateDirectory(output).FullName, $"{Name}.{manifest.Version}.nupkg");
        using MemoryStream dated = new();
        package.Save(dated);
        using FileStream stream = File.Create(path);
        CopyWithoutTimes(dated, stream);
        return path;
    }

    /// <summary>The library orders and names everything the same each time, but writes the time of the packing.</summary>
    private static void CopyWithoutTimes(Stream package, Stream output)
    {
        using ZipArchive from = new(package, ZipArchiveMode.Read);
        using ZipArchive to = new(output, ZipArchiveMode.Create);
        foreach (ZipArchiveEntry entry in from.Entries)
        {
            ZipArchiveEntry copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = Moment;
            using Stream read = entry.Open();
            using Stream write = copy.Open();
            read.CopyTo(write);
        }
    }

    private static IEnumerable<string> Tags(ModuleManifest manifest) => manifest.Tags
        .Append("PSModule")
        .Concat(manifest.Editions.Select(edition => "PSEdition_" + edition))
        .Append("PSIncludes_Cmdlet")
        .Concat(manifest.Cmdlets.SelectMany(cmdlet => new[] { "PSCmdlet_" + cmdlet, "PSCommand_" + cmdlet }));

    private sealed class ModuleFile(string source, string path) : IPackageFile
    {
        public string Path { get; } = path;

        public string EffectivePath { get; } = path;

        public DateTimeOffset LastWriteTime => Moment;

        System.Runtime.Versioning.FrameworkName? IPackageFile.TargetFramework => null;

        NuGet.Frameworks.NuGetFramework? IPackageFile.NuGetFramework => null;

        public Stream GetStream() => File.OpenRead(source);
    }
}
