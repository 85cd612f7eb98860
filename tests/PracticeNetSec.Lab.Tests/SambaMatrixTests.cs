// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>
/// Every share of every Samba server of the matrix, as nobody, as a guest and with an account: judged from rights alone
/// as smbclient found it by doing it, and nothing touched.
/// </summary>
[Collection(SambaMatrixNetwork.Name)]
public class SambaMatrixTests(SambaMatrix matrix)
{
    /// <summary>Folders are sampled one level below the root by default.</summary>
    private const int DefaultDepth = 1;

    private static readonly Dictionary<string, string> SessionNames = new() { ["Anonymous"] = "anonymous", ["Guest"] = "guest", ["Credential"] = "user" };

    private static readonly Dictionary<string, string> Kinds = new() { ["Anonymous"] = "Null", ["Guest"] = "Guest", ["Credential"] = "User" };

    private static readonly string[] Names =
    [
        "nt1-only", "nt1-to-smb2", "smb2-02", "smb2-10", "smb3-00", "smb3-02", "smb3-11", "guest-never", "guest-bad-user",
        "guest-bad-password", "guest-never-restrict-2", "restrict-1", "restrict-2", "signing-mandatory", "encryption-required",
        "encryption-per-share", "root-denied", "share-writable-files-not", "share-read-only-files-not", "500-shares", "umlauts-and-emoji",
        "access-based-enumeration", "hidden-printer-dfs", "forced-and-refused", "links-and-long-folders", "port-139", "odd-port",
        "guest-account", "guest-account-signing", "guest-account-smb2-02", "guest-account-smb2-10", "guest-account-smb3-00",
        "guest-account-smb3-02", "guest-account-gmac", "guest-account-cmac", "guest-account-hmac", "guest-account-desired",
        "guest-account-required", "guest-account-required-smb3-00", "guest-account-aes-256-gcm", "guest-account-aes-256-ccm",
        "guest-account-gmac-aes-256", "guest-account-encrypted-share", "guest-account-modes", "guest-account-files", "signing-smb2-02",
        "signing-smb2-10", "signing-smb3-00", "signing-gmac", "signing-cmac", "signing-hmac", "gmac-optional", "encryption-off", "desired",
        "signing-modes", "signing-files", "gmac-acls", "desired-signing", "desired-aes-256-gcm", "desired-guest-never",
        "required-aes-128-ccm", "required-aes-128-gcm", "required-aes-256-ccm", "required-aes-256-gcm", "required-gmac", "required-smb3-00",
        "desired-per-share", "modes", "file-modes", "acls", "acls-signing", "vetoed", "missing-folders", "missing-folders-only",
        "one-connection", "unlisted", "unlisted-backup", "guest-only-read", "write-list", "force-user", "create-masks", "dos-attributes",
        "case-and-links", "deny-by-host", "name-mangling", "large-limits", "few-credits", "no-leases", "durable-off", "guest-account-beside-bad-user",
    ];

    public static IEnumerable<object[]> Cells => Names.Select(name => new object[] { name });

    [Fact]
    public void No_cell_of_the_matrix_is_missing() =>
        Assert.Equal(Names.Order(), matrix.Truth.Keys.Order());

    [Theory]
    [MemberData(nameof(Cells))]
    public void Without_a_password_every_right_is_that_of_Samba(string name)
    {
        Assert.Equal("", Differences(name, "Anonymous") + Differences(name, "Guest"));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void With_an_account_every_right_is_that_of_Samba(string name)
    {
        Assert.Equal("", Differences(name, "Credential"));
    }

    [Fact]
    public void A_wrong_password_reaches_one_server_of_all()
    {
        // A server of SMB1 alone is not logged on to.
        PSObject[] servers = [.. matrix.WithWrongPassword.Where(server => server.Text("ChosenDialect").Length > 0)];

        Assert.InRange(servers.Length, 20, 100);
        Assert.Contains(Assert.Single(servers, server => server.Text("CredentialSession") != "Undetermined").Text("CredentialSession"), new[] { "Refused", "Guest" });
        Assert.Equal(servers.Length - 1, servers.Count(server => server.List("Reasons").Any(reason => reason.Text("Code") == "session.account-not-tried")));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Two_and_three_levels_down_every_right_is_that_of_Samba(string name)
    {
        foreach (int depth in new[] { 2, 3 })
        {
            Assert.Equal("", Differences(name, "Anonymous", depth) + Differences(name, "Guest", depth) + Differences(name, "Credential", depth));
        }
    }

    /// <summary>A folder whose number comes again is a circle, or another one of a server that repeats numbers: the count is a minimum.</summary>
    [Theory]
    [InlineData(1, 2)] // the root's file and the folder's
    [InlineData(2, 3)]
    [InlineData(3, 3)] // there is no fourth
    public void A_file_counts_once_however_many_names_and_circles_lead_to_it(int depth, int files)
    {
        PSObject share = Share("links-and-long-folders", "verweise", depth);

        PSObject count = Assert.Single(share.List("PatientData"));
        Assert.Equal(("billing (KVDT)", $"{files}", "True"), (count.Text("Category"), count.Text("Count"), count.Text("IsMinimum")));
        Assert.Equal("True", share.Text("IsCutShort"));
    }

    [Fact]
    public void An_incomplete_count_is_marked()
    {
        PSObject share = Share("links-and-long-folders", "lang", 1);

        PSObject count = Assert.Single(share.List("PatientData"));
        Assert.InRange(int.Parse(count.Text("Count"), CultureInfo.InvariantCulture), 4096, 6000);
        Assert.Equal(("True", "True"), (count.Text("IsMinimum"), share.Text("IsCutShort")));
        Assert.Contains(
            matrix.Found[matrix.Truth["links-and-long-folders"].Address].List("Findings").SelectMany(finding => finding.List("Evidence")),
            evidence => evidence.ToString().Contains($"at least {count.Text("Count")}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Dialects_SMB1_and_signing_are_those_of_Samba(string name)
    {
        (SambaBaseline truth, PSObject found) = Cell(name);

        Assert.Equal(truth.Dialects.Order(), found.List("Dialects").Select(dialect => dialect.ToString()).Order());
        Assert.Equal(truth.Dialects.Contains("NT LM 0.12"), found.Properties["Smb1"].Value);
        if (truth.Dialects.Any(dialect => dialect != "NT LM 0.12"))
        {
            Assert.Equal(truth.SigningRequired, found.Properties["SigningRequired"].Value);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_listed_share_is_found_with_its_kind_and_no_other(string name)
    {
        (SambaBaseline truth, PSObject found) = Cell(name);
        Dictionary<string, string> listed = truth.Sessions.Values.SelectMany(session => session.Listed ?? new Dictionary<string, string>())
            .DistinctBy(share => share.Key).ToDictionary(share => share.Key, share => share.Value == "IPC" ? "Ipc" : share.Value);
        if (SpeaksSmb1Only(truth))
        {
            // In SMB1 folders and files are not examined, and the verdict says so.
            Assert.NotEqual("NotExposed", found.Text("Verdict"));
            Assert.Contains(found.List("Reasons"), reason => reason.ToString().Contains("nothing but SMB1", StringComparison.Ordinal));
        }

        Dictionary<string, string> shown = found.List("Shares").ToDictionary(share => share.Text("Name"), share => share.Text("Type"));
        foreach (string unlisted in truth.Unlisted.Except(listed.Keys))
        {
            listed.Add(unlisted, "Disk");
        }

        Assert.Equal(listed.OrderBy(share => share.Key, StringComparer.Ordinal), shown.OrderBy(share => share.Key, StringComparer.Ordinal));
        Assert.Equal(
            AllShares(truth).Where(share => share.Value.Encrypted).Select(share => share.Key).Distinct().Order(),
            found.List("Shares").Where(share => share.Text("EncryptionRequired") == "True").Select(share => share.Text("Name")).Order());
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Nothing_behind_it_changed_and_no_file_was_opened(string name)
    {
        SambaBaseline truth = matrix.Truth[name];
        string tree = Assert.Single(Lines(matrix.Trees.Before), line => line.StartsWith(name + " ", StringComparison.Ordinal));
        string inTheLog = $"|{truth.Address}|";

        Assert.Contains(tree, Lines(matrix.Trees.After));
        Assert.DoesNotContain(inTheLog, matrix.Audit.Writes, StringComparison.Ordinal);
        Assert.DoesNotContain(inTheLog, matrix.Audit.Reads, StringComparison.Ordinal);

        // The proof is worth something only where the log would have shown it: we were there, and smbclient's writing shows.
        string copy = $"|{truth.Address.Replace("198.18.40.", "198.18.41.", StringComparison.Ordinal)}|";
        Assert.Contains(copy, matrix.AuditedWritesToCopies, StringComparison.Ordinal);
        Assert.Equal(!NobodyGetsIn(truth), matrix.Audit.All.Contains(inTheLog, StringComparison.Ordinal));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<KeyValuePair<string, SambaShareTruth>> AllShares(SambaBaseline truth) =>
        truth.Sessions.Values.SelectMany(session => session.Shares);

    private static bool SpeaksSmb1Only(SambaBaseline truth) => truth.Dialects.SequenceEqual(["NT LM 0.12"]);

    /// <summary>Who hangs up before a session leaves no line in the log.</summary>
    private static bool NobodyGetsIn(SambaBaseline truth) => truth.Sessions.Values.All(session => session.Refused is not null);

    /// <summary>Every share whose right one way in was judged otherwise than it really is, a line each; empty is the aim.</summary>
    private string Differences(string name, string way, int depth = DefaultDepth)
    {
        SambaBaseline truth = matrix.Truth[name];
        PSObject found = matrix.Deep[depth][truth.Address];
        SambaSessionTruth session = truth.Sessions[SessionNames[way]];
        List<string> differences = new();
        string kind = way == "Guest" && truth.GuestAccount ? "User" : Kinds[way];
        bool isWithheld = way == "Credential" && SpeaksSmb1Only(truth); // nothing is signed there
        Compare("the session", isWithheld ? "Undetermined" : session.Refused is not null ? "Refused" : kind, found.Text(way + "Session"));
        Dictionary<string, PSObject> shares = found.List("Shares").ToDictionary(share => share.Text("Name"));
        foreach ((string share, SambaShareTruth real) in isWithheld ? new Dictionary<string, SambaShareTruth>() : session.Shares)
        {
            // Who may print stays open. A share that connects, whose root shows nothing, may hold what only its name leads to.
            string expected = real.Status is not null ? real.Access[depth]
                : real.Kind == "Printer" ? "Undetermined"
                : real.Access[depth] == "None" ? "Connect" : real.Access[depth];
            Compare(share, expected, shares.TryGetValue(share, out PSObject? seen) ? seen.Text(way + "Access") : "not found");
        }

        return string.Concat(differences);

        void Compare(string what, string expected, string actual)
        {
            if (expected != actual)
            {
                differences.Add($"{name} at depth {depth}, {way}, {what}: really {expected}, judged {actual}{Environment.NewLine}");
            }
        }
    }

    private PSObject Share(string cell, string share, int depth) =>
        matrix.Deep[depth][matrix.Truth[cell].Address].List("Shares").Single(seen => seen.Text("Name") == share);

    private (SambaBaseline Truth, PSObject Found) Cell(string name)
    {
        SambaBaseline truth = matrix.Truth[name];
        return (truth, matrix.Found[truth.Address]);
    }
}
