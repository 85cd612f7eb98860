// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>SMB servers that are not Samba: what they grant is found, and they answer afterwards as before.</summary>
[Collection(PeersNetwork.Name)]
public sealed class PeersTests
{
    private const string Everybody = "127.0.1.1";
    private const string WithAccount = "127.0.1.2";
    private const string Smb1Alone = "127.0.1.3";

    /// <summary>Its shares are as writable as smbclient finds them, also the one that its configuration calls read-only.</summary>
    [Fact]
    public async Task A_server_that_takes_one_conversation_at_a_time_shows_its_shares()
    {
        string[] truth = await TruthAsync("127.0.1.4", "SMB2_02");

        PSObject server = await ExamineAsync(Everybody);

        Assert.Equal(truth, Rights(server, "GuestAccess"));
        Assert.Equal(truth, Rights(server, "AnonymousAccess"));
        Assert.Equal("AtRisk", server.Text("Verdict"));
    }

    /// <summary>Its challenge does not agree to signing: somebody in between could have removed that, so no password is proven to it.</summary>
    [Fact]
    public async Task An_account_is_not_used_at_a_server_that_does_not_agree_to_signing()
    {
        PSObject server = await ExamineAsync(WithAccount, "-Credential ([pscredential]::new('mfa', (ConvertTo-SecureString geheim -AsPlainText -Force))) -WarningAction Ignore");

        Assert.Contains(server.List("Reasons"), reason => reason.ToString().Contains("NTLMSSP_NEGOTIATE_SIGN", StringComparison.Ordinal));
        Assert.Equal("Undetermined", server.Text("CredentialSession"));
    }

    [Fact]
    public async Task A_server_with_an_account_lets_nobody_else_in()
    {
        PSObject server = await ExamineAsync(WithAccount);

        Assert.Equal("NotExposed", server.Text("Verdict"));
        Assert.Empty(server.List("Shares"));
    }

    /// <summary>Over SMB1, too, the share that its configuration calls read-only takes files and folders.</summary>
    [Fact]
    public async Task Over_SMB1_alone_shares_and_their_rights_are_found()
    {
        string[] truth = await TruthAsync("127.0.1.5", "NT1");

        PSObject server = await ExamineAsync(Smb1Alone);

        Assert.Equal("AtRisk", server.Text("Verdict"));
        Assert.Equal(truth, Rights(server, "GuestAccess"));
        Assert.Equal(truth, Rights(server, "AnonymousAccess"));
        Assert.Contains(server.List("Findings"), finding => finding.Text("RuleId") == "share.smb1");
    }

    /// <summary>Examines, and holds afterwards that not a byte has changed and that the server still serves others.</summary>
    private static async Task<PSObject> ExamineAsync(string address, string parameters = "")
    {
        string before = await PeersLab.SnapshotAsync();
        PSObject server = Assert.Single(await Saved.InvokeAsync([PeersLab.Script, "exec"], $"Test-ShareReachability {address} -TimeoutSeconds 10 {parameters}"));
        Assert.Equal(before, await PeersLab.SnapshotAsync());
        Assert.Contains("DATEN", await PeersLab.ListAsync(address), StringComparison.Ordinal);
        return server;
    }

    private static async Task<string[]> TruthAsync(string copy, string dialect) =>
        [.. await Task.WhenAll(new[] { "DATEN", "NURLESEN" }.Select(async share => $"{share} {(await PeersLab.WritesAsync(copy, dialect, share) ? "Write" : "Read")}"))];

    private static string[] Rights(PSObject server, string session) =>
        [.. server.List("Shares").Where(share => share.Text("Name") != "IPC$").Select(share => $"{share.Text("Name")} {share.Text(session)}").Order()];
}

/// <summary>The servers of <see cref="PeersTests"/>.</summary>
public sealed class PeersLab : IAsyncLifetime
{
    internal const string Script = "peers.sh";

    /// <inheritdoc/>
    public Task InitializeAsync() => LabProcess.LabAsync(Script, "up");

    /// <inheritdoc/>
    public Task DisposeAsync() => LabProcess.LabAsync(Script, "down");

    internal static Task<string> SnapshotAsync() => LabProcess.LabAsync(Script, "snapshot");

    /// <summary>Whether a guest can really make a folder, whose name differs by dialect: tried at a copy.</summary>
    internal static async Task<bool> WritesAsync(string copy, string dialect, string share) => (await LabProcess.LabAsync([
        Script, "exec", "timeout", "10", "smbclient", $"--option=client min protocol={dialect}", $"--max-protocol={dialect}", "-U", "somebody%x",
        $"//{copy}/{share}", "-c", $"mkdir versuch-{dialect}; ls"])).Contains($"versuch-{dialect}", StringComparison.Ordinal);

    /// <summary>The shares as smbclient lists them, with an account that every one of the servers lets in.</summary>
    internal static Task<string> ListAsync(string address) =>
        LabProcess.LabAsync([Script, "exec", "timeout", "10", "smbclient", "--option=client min protocol=NT1", "-U", "mfa%geheim", "-L", address]);
}

/// <summary>One after the other: there is one such lab.</summary>
[CollectionDefinition(Name)]
public sealed class PeersNetwork : ICollectionFixture<PeersLab>
{
    public const string Name = "Peers";
}
