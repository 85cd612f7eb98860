// SPDX-License-Identifier: MIT
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Access lines as networks of their own: see tests/lab/lines.sh. Raised once for all its tests; each sets what it rests on.</summary>
public sealed class LinesLab : IAsyncLifetime
{
    public const string Router = "192.168.2.1";

    /// <summary>Outside, of the two customers behind the provider's translation.</summary>
    public const string Shared = "203.0.113.40";

    /// <summary>Of the first router of the cascade.</summary>
    public const string First = "203.0.113.41";

    public const string Dual = "203.0.113.43";
    public const string DualMachine = "2001:db8:43::10";
    public const string DualMachineLater = "2001:db8:43::2222";
    public const string TunnelMachine = "2001:db8:42::10";
    public const string Version6Only = "2001:db8:f::44";

    private const string ProveVantagePoint = "Test-VantagePoint -CanaryAddress 203.0.113.200,2001:db8:f::200; ";

    // The first two have an address that is the provider's; the last two are one line, with its machine before and after it took another address.
    private const string Rows = $"""
        PracticeId;WanAddress;Line;Servers;AuthorizedBy;AuthorizedUntil
        A;{Shared};shared;;Dr. Erika Muster;2099-12-31
        TUNNEL;203.0.113.42;DS-Lite;;Dr. Erika Muster;2099-12-31
        DUAL;{Dual};;{DualMachine};Dr. Erika Muster;2099-12-31
        DUAL-LATER;{Dual};;{DualMachineLater};Dr. Erika Muster;2099-12-31
        """;

    private static readonly string Folder = Directory.CreateTempSubdirectory("pns-lines-").FullName;

    /// <summary>A practice of the inventory: A, TUNNEL, DUAL or DUAL-LATER.</summary>
    public static string Practice(string id) => $"(Import-PracticeInventory '{Path.Combine(Folder, "practices.csv")}' | Where-Object PracticeId -eq {id})";

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "practices.csv"), Rows);
        await SetAsync("up");
    }

    public async Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        await SetAsync("down");
    }

    /// <summary>A verb of lines.sh.</summary>
    public static Task SetAsync(params string[] verb) => LabProcess.LabAsync(["lines.sh", .. verb]);

    /// <summary>Examines from a machine behind a line. No router's rules may change by it.</summary>
    public static async Task<PSObject[]> ExamineAsync(string place, string pipeline)
    {
        string before = await RulesAsync();
        PSObject[] seen = await Saved.InvokeAsync(["lines.sh", "exec", place], pipeline);
        Assert.Equal(before, await RulesAsync());
        Assert.Contains("dnat to", before);
        return seen;
    }

    /// <summary>Examines from the Internet, where a canary has proven every port over both versions of IP.</summary>
    public static async Task<PSObject[]> ExamineOutsideAsync(string pipeline)
    {
        PSObject[] seen = await ExamineAsync("internet", ProveVantagePoint + pipeline);
        Assert.Equal(["True", "True"], seen[..2].Select(canary => canary.Text("IsProven")));
        return seen[2..];
    }

    /// <summary>What an admin would record inside with snmpwalk.</summary>
    public static async Task<string> WalkAsync(string place)
    {
        string[] parts = await Task.WhenAll(new[] { ".1.3.6.1.2.1", ".1.3.6.1.4.1.272.4" }.Select(subtree =>
            LabProcess.LabAsync("lines.sh", "exec", place, "snmpwalk", "-v2c", "-c", "public", "-On", Router, subtree)));
        string path = Path.Combine(Folder, $"walk-{place}.txt");
        await File.WriteAllTextAsync(path, string.Concat(parts));
        return path;
    }

    private static Task<string> RulesAsync() => LabProcess.LabAsync("lines.sh", "rules");
}

/// <summary>Networks of their own, and mostly waiting for silent ports: beside other labs.</summary>
[CollectionDefinition(Name)]
public sealed class LinesNetwork : ICollectionFixture<LinesLab>
{
    public const string Name = "Lines";
}
