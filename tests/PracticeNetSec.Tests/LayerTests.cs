// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using Xunit;

namespace PracticeNetSec.Tests;

/// <summary>The layers of the core: a namespace depends on those of lower layers and of its own. docs/decisions/layout.md says what each is for.</summary>
/// <remarks>The same assembly everywhere: under Wine reading it would take minutes and show nothing else.</remarks>
[Trait("System", "Linux")]
public sealed class LayerTests
{
    /// <summary>From the bottom up. A namespace stands for those below it that are not named themselves.</summary>
    private static readonly string[][] Layers =
    [
        ["Sanitizing", "CompilerTypes"],
        ["Model"],
        ["Files", "Privacy"],
        ["Net"],
        ["Probing", "Http", "Snmp", "Smb", "Upnp", "NatPmp", "Breach"],
        ["FileServices"],
        ["Routers"],
        ["Shares"],
        ["Rules"],
        ["Assessment"],
        ["Routers.Examination", "Shares.Inspection"],
        ["Reporting"],
        ["Fleet"],
    ];

    /// <summary>What encodes and decodes messages, and so can be tested and fuzzed without a network.</summary>
    private static readonly string[] Codecs = ["Snmp", "Snmp.Usm", "Snmp.Recorded", "Smb.Wire", "Smb.Messages", "Smb.Ntlm", "Smb.Rpc", "Smb.Security"];

    private static readonly Architecture Core = new ArchLoader().LoadAssemblies(typeof(PracticeNetSec.Model.Verdict).Assembly).Build();

    private static IEnumerable<IType> Own => Core.Types.Where(type => type.Namespace.FullName.StartsWith("PracticeNetSec.", System.StringComparison.Ordinal));

    [Fact]
    public void The_core_was_loaded() => Assert.True(Own.Count() > 400, $"only {Own.Count()} types were loaded");

    [Fact]
    public void Namespaces_form_no_cycle() =>
        Assert.Empty(SliceRuleDefinition.Slices().Matching("PracticeNetSec.(**)").Should().BeFreeOfCycles().Evaluate(Core).Where(result => !result.Passed).Select(result => result.Description));

    [Fact]
    public void Every_namespace_belongs_to_a_layer() =>
        Assert.DoesNotContain(Own.Select(type => type.Namespace.FullName).Distinct(), name => LayerOf(name) < 0);

    [Fact]
    public void No_layer_depends_on_a_higher_one() => Assert.Empty(
        from type in Own
        from dependency in type.Dependencies
        let target = dependency.Target
        where LayerOf(target.Namespace?.FullName ?? "") > LayerOf(type.Namespace.FullName)
        select $"{type.FullName} depends on {target.FullName}");

    [Fact]
    public void Codecs_do_not_depend_on_sockets() => Assert.Empty(
        from type in Own
        where Codecs.Contains(type.Namespace.FullName["PracticeNetSec.".Length..])
        from dependency in type.Dependencies
        where dependency.Target.FullName.StartsWith("System.Net.Sockets.", System.StringComparison.Ordinal)
        select $"{type.FullName} depends on {dependency.Target.FullName}");

    [Fact]
    public void The_core_does_not_depend_on_PowerShell() =>
        Assert.DoesNotContain(typeof(PracticeNetSec.Model.Verdict).Assembly.GetReferencedAssemblies(), reference => reference.Name!.StartsWith("System.Management", System.StringComparison.Ordinal));

    /// <summary>The layer of the longest name that the namespace is or lies below; -1 for a foreign one.</summary>
    private static int LayerOf(string name) => Layers
        .SelectMany((names, layer) => names.Select(own => (Name: "PracticeNetSec." + own, Layer: layer)))
        .Where(own => name == own.Name || name.StartsWith(own.Name + ".", System.StringComparison.Ordinal))
        .OrderByDescending(own => own.Name.Length)
        .Select(own => own.Layer)
        .DefaultIfEmpty(-1)
        .First();
}
