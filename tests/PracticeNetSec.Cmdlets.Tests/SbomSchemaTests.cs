// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NJsonSchema;
using PracticeNetSec.Packaging.Package;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>The bill of materials that ships is CycloneDX 1.6 by the published schema (ECMA-424).</summary>
public sealed class SbomSchemaTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(ModuleRun.Root, "artifacts", "PracticeNetSec", PackageCommand.SbomFile));

    [Fact]
    public async Task What_ships_fulfils_the_schema() => Assert.Empty((await Schema()).Validate(Shipped).Select(error => error.ToString()));

    /// <summary>Shows that the schema, with the licences it refers to, is really asked.</summary>
    [Theory]
    [InlineData("\"specVersion\"", "\"specVersoin\"")]
    [InlineData("\"id\": \"MIT\"", "\"id\": \"MTI\"")]
    [InlineData("\"type\": \"library\"", "\"type\": \"book\"")]
    [InlineData("\"alg\": \"SHA-256\"", "\"alg\": \"CRC\"")]
    public async Task What_is_written_wrongly_does_not(string right, string wrong)
    {
        Assert.Contains(right, Shipped, StringComparison.Ordinal);
        Assert.NotEmpty((await Schema()).Validate(Shipped.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "cyclonedx", "bom-1.6.schema.json"));
}
