// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>The shipped module reads Net-SNMP's snmpd in every version of SNMP, and refusals name their cause.</summary>
[Collection(CelleNetwork.Name)]
public class SnmpVersionTests : IClassFixture<SnmpAgentQuirks>
{
    private const string Wan = "203.0.113.1";
    private const string Password = "labor-authpass";
    private const string PrivacyPassword = "labor-privpass";

    // The table decides here; one filtered port keeps the measuring short.
    private const string Router = $"Get-RouterExposure {Wan} -Port 446 -TimeoutSeconds 3";

    private static readonly string[] Users =
    [
        "auth-md5 Md5 None", "auth-sha1 Sha1 None", "auth-sha256 Sha256 None",
        "priv-md5-des Md5 Des", "priv-sha1-des Sha1 Des", "priv-sha1-aes Sha1 Aes128",
        "priv-sha256-aes Sha256 Aes128", "priv-sha384-aes Sha384 Aes128", "priv-sha512-aes Sha512 Aes128",
    ];

    [Fact]
    public async Task Version_1_and_every_user_of_version_3_read_what_version_2c_reads()
    {
        await CelleLab.StageAsync("fault");
        await CelleLab.AgentAsync("bintec");
        PSObject expected = Assert.Single(await CelleLab.InvokeAsync("internet", Router));
        Assert.Equal("Exposed", expected.Text("Verdict"));
        Assert.Equal(["tcp 440-449 -> 192.168.2.10:440-449", "tcp 80-89 -> 192.168.2.10:80-89"], expected.Forwards());
        Assert.True(expected.IsComplete("ForwardsComplete"));

        // Devices of this family take GETBULK badly, and nothing is ever set.
        string[] requests = (await LabProcess.LabAsync("celle.sh", "requests")).Trim().Split('\n');
        Assert.Contains("getbulk 0", requests);
        Assert.Contains("set 0", requests);
        Assert.DoesNotContain("getnext 0", requests);

        await CelleLab.AgentAsync("bintec-v1");
        Examined.AssertSame(expected, Assert.Single(await CelleLab.InvokeAsync("internet", Router)));

        // An agent that knows no community: what is read now was read as that user.
        await CelleLab.AgentAsync("bintec-v3");
        PSObject[] read = await CelleLab.InvokeAsync("internet", AtOnce(Users.Select(user => Login(user.Split(' ')))));

        Assert.Equal(Users.Length, read.Length);
        Assert.All(read, router => Examined.AssertSame(expected, router));
    }

    [Fact]
    public async Task A_refusal_names_its_cause_and_no_secret()
    {
        (string Login, string Said)[] refused =
        [
            ("niemand Sha256 Aes128", "the agent knows no such SNMPv3 user (usmStatsUnknownUserNames)"),
            ("priv-sha256-aes Sha256 Aes128 ganz-falsch-4711", "the agent refuses the user's authentication: wrong password or protocol (usmStatsWrongDigests)"),
            ("priv-sha256-aes Sha512 Aes128", "the agent refuses the user's authentication: wrong password or protocol (usmStatsWrongDigests)"),
            ($"priv-sha256-aes Sha256 Aes128 {Password} ganz-falsch-0815", "so the privacy password or protocol may be wrong"),
            ("priv-sha256-aes Sha256 Des", "so the privacy password or protocol may be wrong"),
            ("auth-sha256 Sha256 Aes128", "the agent does not offer this user the chosen authentication and encryption (usmStatsUnsupportedSecLevels)"),
            ("priv-sha256-aes Sha256 None", "authorizationError"),
        ];
        await CelleLab.StageAsync("fault");
        await CelleLab.AgentAsync("bintec");

        string pipeline = AtOnce(refused.Select(row => Login(row.Login.Split(' ')) + " -Verbose").Append("-Community praxis-geheim-99 -Verbose"));
        ProcessResult result = await LabProcess.PwshAsync("internet", Saved.AsSaved(pipeline) + "; $found; $found | Format-List *");

        Assert.Equal(0, result.ExitCode);
        Assert.All(
            ["ganz-falsch-4711", "ganz-falsch-0815", "praxis-geheim-99", Password, PrivacyPassword],
            secret => Assert.DoesNotContain(secret, result.Output + result.Error));
        PSObject[] routers = Saved.Read(result.Output);
        string[] said = [.. routers.Select(router => router.Report("SNMP").Text("Detail"))];
        Assert.Equal(refused.Length + 1, said.Length);
        for (int i = 0; i < refused.Length; i++)
        {
            Assert.Contains(refused[i].Said, said[i]);
        }

        Assert.Contains("did not answer within", said[^1]);
        Assert.All(routers, router =>
        {
            Assert.Empty(router.Forwards());
            Assert.False(router.Report("SNMP").IsComplete());
            Assert.False(router.IsComplete("ForwardsComplete"));
        });
    }

    /// <summary>One examination for each list of further arguments, all at once; what comes back is in their order.</summary>
    private static string AtOnce(System.Collections.Generic.IEnumerable<string> arguments)
    {
        string[] scripts = [.. arguments.Select((more, i) => $"'{i}|{Router} {more.Replace("'", "''")}'")];
        return $"{string.Join(", ", scripts)} | ForEach-Object -ThrottleLimit {scripts.Length} -Parallel "
            + "{ $at, $line = $_ -split '\\|', 2; [pscustomobject]@{ At = [int]$at; Router = & ([scriptblock]::Create($line)) } } "
            + "| Sort-Object At | ForEach-Object Router";
    }

    /// <param name="login">User, authentication, encryption; then the passwords where they are not the right ones.</param>
    private static string Login(string[] login)
    {
        string password = login.Length > 3 ? login[3] : Password;
        string privacy = login.Length > 4 ? login[4] : PrivacyPassword;
        string secret = $"(ConvertTo-SecureString '{privacy}' -AsPlainText -Force)";
        return $"-SnmpCredential ([pscredential]::new('{login[0]}', (ConvertTo-SecureString '{password}' -AsPlainText -Force))) "
            + $"-SnmpAuthentication {login[1]} -SnmpPrivacy {login[2]}" + (login[2] == "None" ? "" : $" -SnmpPrivacyPassword {secret}");
    }
}
