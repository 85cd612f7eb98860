// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Packaging.Package;

/// <summary>A package of somebody else whose code ships with the module.</summary>
/// <param name="Name">Its id on nuget.org.</param>
/// <param name="Version">Its version.</param>
/// <param name="Licence">SPDX expression.</param>
/// <param name="LicenceText">The licence as the package carries it; empty where it carries none and the expression alone tells.</param>
/// <param name="Notices">What it says of code of others inside it; empty where it says nothing.</param>
/// <param name="Copyright">As its authors state it.</param>
/// <param name="Files">Assemblies and libraries of it, relative to the module's folder.</param>
/// <param name="DependsOn">Ids of the packages that it needs itself.</param>
internal sealed record ShippedPackage(
    string Name, string Version, string Licence, string LicenceText, string Notices, string Copyright, IReadOnlyList<string> Files, IReadOnlyList<string> DependsOn)
{
    /// <summary>Package URL (ECMA-427).</summary>
    public string Purl => $"pkg:nuget/{Name}@{Version}";
}
