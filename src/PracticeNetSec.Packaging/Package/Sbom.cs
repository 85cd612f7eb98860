// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeNetSec.Packaging.Package;

/// <summary>The software bill of materials in CycloneDX 1.6 (ECMA-424), without a time and a random number: the same commit gives the same bytes.</summary>
internal static class Sbom
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <param name="name">The module's name.</param>
    /// <param name="version">The module's version.</param>
    /// <param name="packages">What ships with it.</param>
    /// <param name="direct">Ids of the packages that the module itself asks for.</param>
    /// <param name="module">The staged module's folder.</param>
    public static string Write(string name, string version, IReadOnlyList<ShippedPackage> packages, IReadOnlyList<string> direct, string module)
    {
        string own = $"pkg:nuget/{name}@{version}";
        JsonObject bom = new()
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = new JsonObject { ["type"] = "library", ["bom-ref"] = own, ["name"] = name, ["version"] = version, ["licenses"] = Licence("MIT"), ["purl"] = own },
            },
            ["components"] = new JsonArray([.. packages.Select(package => Component(package, module))]),
            ["dependencies"] = new JsonArray([.. packages.Select(package => Dependency(package.Purl, package.DependsOn, packages)).Prepend(Dependency(own, direct, packages))]),
        };
        return bom.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Component(ShippedPackage package, string module)
    {
        return new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = package.Purl,
            ["name"] = package.Name,
            ["version"] = package.Version,
            ["scope"] = "required",
            ["licenses"] = Licence(package.Licence),
            ["copyright"] = package.Copyright,
            ["purl"] = package.Purl,
            ["components"] = new JsonArray([.. package.Files.Select(file => File(file, Path.Combine(module, file)))]),
        };
    }

    private static JsonObject File(string name, string path) => new JsonObject
    {
        ["type"] = "file",
        ["name"] = name,
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(path))) }),
    };

    private static JsonObject Dependency(string who, IReadOnlyList<string> ids, IReadOnlyList<ShippedPackage> packages) => new JsonObject
    {
        ["ref"] = who,
        ["dependsOn"] = new JsonArray([.. packages.Where(package => ids.Contains(package.Name, StringComparer.OrdinalIgnoreCase)).Select(package => JsonValue.Create(package.Purl))]),
    };

    /// <summary>One name is an id, a choice is an expression.</summary>
    private static JsonArray Licence(string expression) => expression.Contains(' ')
        ? [new JsonObject { ["expression"] = expression }]
        : [new JsonObject { ["license"] = new JsonObject { ["id"] = expression } }];
}
