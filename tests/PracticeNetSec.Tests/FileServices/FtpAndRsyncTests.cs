// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.FileServices;

/// <summary>What FTP servers and rsync daemons give to anybody. Real ones are asked in the lab.</summary>
public class FtpAndRsyncTests
{
    private const string FtpGreeting = "220-Praxis\r\n220 ProFTPD 1.3.8 Server\r\n";

    [Theory]
    [InlineData("230 Anonymous access granted\r\n", "", true)]
    [InlineData("331 Anonymous login ok, send your email\r\n", "230 Login successful\r\n", true)] // vsftpd
    [InlineData("331 Password required\r\n", "530 Login incorrect\r\n", false)]
    [InlineData("331 Password required\r\n", "421 Too many users\r\n", null)]
    [InlineData("530 Login incorrect\r\n", "", false)]
    public async Task FTP_is_asked_for_an_anonymous_login_with_no_password_of_anybody(string toUser, string toPassword, bool? open)
    {
        ConcurrentQueue<string> said = new();
        using ScriptedService server = Ftp(said, toUser, toPassword);

        FileServiceResult seen = await AskAsync(FileService.FtpAnonymous, server.Port);

        Assert.Equal((PortState.Open, true, open), (seen.State, seen.Answers, seen.OpenToStrangers));
        Assert.Equal("Praxis ProFTPD 1.3.8 Server", seen.Banner);
        Assert.Contains(EvidenceOf.FtpNoTls(), seen.Details);
        string[] expected = ["FEAT\r\n", "USER anonymous\r\n", "PASS anonymous@example.invalid\r\n", "EPSV\r\n", "QUIT\r\n"];
        string[] read = said.ToArray();
        Assert.Equal(expected.Where(read.Contains), read); // QUIT may not have been read yet.
        Assert.Equal(toPassword.Length > 0, said.Contains(expected[2]));
    }

    /// <summary>421 and 120 (RFC 959 section 4.2) are about the moment: they show nothing about who is let in.</summary>
    [Theory]
    [InlineData("421 Too many connections\r\n")]
    [InlineData("120 Service ready in 3 minutes\r\n")]
    public async Task An_FTP_server_that_is_busy_has_not_refused(string greeting)
    {
        using ScriptedService server = new(async (stream, stop) => await stream.WriteAsync(Encoding.ASCII.GetBytes(greeting), stop));

        FileServiceResult seen = await AskAsync(FileService.FtpAnonymous, server.Port);

        Assert.Equal((true, null), (seen.Answers, seen.OpenToStrangers));
    }

    [Fact]
    public async Task The_names_that_an_anonymous_FTP_login_sees_are_counted_at_the_address_that_was_named()
    {
        using ScriptedService data = new(async (stream, stop) => await stream.WriteAsync("befunde\r\nbriefe.pdf\r\n"u8.ToArray(), stop));
        ConcurrentQueue<string> said = new();
        using ScriptedService server = Ftp(said, "331 Send your email\r\n", "230 ok\r\n", $"229 Entering Extended Passive Mode (|||{data.Port}|)\r\n");

        FileServiceResult seen = await AskAsync(FileService.FtpAnonymous, server.Port);

        Assert.True(seen.OpenToStrangers);
        Assert.Contains(EvidenceOf.FtpListNames(2), seen.Details);
        Assert.Contains("NLST\r\n", said);
    }

    [Fact]
    public async Task FTP_without_the_anonymous_check_sends_no_logon()
    {
        ConcurrentQueue<string> said = new();
        using ScriptedService server = Ftp(said, "500 what?\r\n");

        FileServiceResult seen = await AskAsync(FileService.Ftp, server.Port);

        Assert.Null(seen.OpenToStrangers);
        Assert.DoesNotContain(said, line => line.StartsWith("USER", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_rsync_module_is_open_only_where_the_daemon_asks_for_no_password_and_refuses_nobody()
    {
        ConcurrentQueue<string> said = new();
        using ScriptedService server = Rsync(said, "backup         \tSicherung\npatienten      \t\nintern         \t\n", module => module switch
        {
            "backup" => "@RSYNCD: AUTHREQD iKCPvpjEN1\n",
            "patienten" => "@RSYNCD: OK\n",
            _ => "@ERROR: access denied to intern from unknown (127.0.0.1)\n",
        });

        FileServiceResult seen = await AskAsync(FileService.Rsync, server.Port);

        Assert.True(seen.OpenToStrangers);
        Assert.Equal(
            [EvidenceOf.RsyncModulePassword("backup"), EvidenceOf.RsyncModuleOpen("patienten"), EvidenceOf.RsyncModuleRefused("intern", "@ERROR: access denied to intern from unknown (127.0.0.1)")],
            seen.Details);
        Assert.Equal(["@RSYNCD: 31.0\n#list\n", "@RSYNCD: 31.0\nbackup\n", "@RSYNCD: 31.0\npatienten\n", "@RSYNCD: 31.0\nintern\n"], said);
    }

    [Fact]
    public async Task Rsync_modules_that_all_require_a_password_serve_nobody_and_prove_nothing_about_unlisted_ones()
    {
        using ScriptedService server = Rsync(new(), "backup         \t\n", _ => "@RSYNCD: AUTHREQD iKCPvpjEN1\n");

        FileServiceResult seen = await AskAsync(FileService.Rsync, server.Port);

        Assert.Null(seen.OpenToStrangers);
        Assert.Equal([EvidenceOf.RsyncModulePassword("backup"), EvidenceOf.RsyncUnlisted(0)], seen.Details);
    }

    [Fact]
    public async Task An_unlisted_rsync_module_is_found_by_a_name_that_was_given()
    {
        using ScriptedService server = Rsync(new(), "", module => module == "geheim" ? "@RSYNCD: OK\n" : $"@ERROR: Unknown module '{module}'\n");

        FileServiceResult seen = Assert.Single(await FileServiceExaminer.ExamineAsync(
            IPAddress.Loopback, [FileService.Rsync], _ => [server.Port], TimeSpan.FromSeconds(10), ["praxis", "geheim", "#early_input=9", "a\nb"], default));

        Assert.True(seen.OpenToStrangers);
        Assert.Equal([EvidenceOf.RsyncModuleOpenUnlisted("geheim")], seen.Details);
    }

    /// <summary>What rsync 3.2.7 lists of modules named so: padding counts bytes, and a blank line ends the message of the day.</summary>
    [Fact]
    public void Rsync_modules_are_distinguished_from_a_message_of_the_day_and_may_have_umlauts()
    {
        string[] lines =
        {
            "Welcome", "MOTD entry     \twith a tab", "", "prüfungsdaten \tUmlaut", "röntgen       \t", "a-very-long-module-name-indeed\t",
            "bad            \tx\ty", "😀           \t", "@RSYNCD: EXIT",
        };

        Assert.Equal(
            new[] { "prüfungsdaten", "röntgen", "a-very-long-module-name-indeed", "bad", "😀" }, RsyncProbe.Modules(lines));
    }

    private static async Task<FileServiceResult> AskAsync(FileService service, int port, TimeSpan? timeout = null) => Assert.Single(
        await FileServiceExaminer.ExamineAsync(IPAddress.Loopback, new[] { service }, _ => new[] { port }, timeout ?? TimeSpan.FromSeconds(10), [], default));

    private static ScriptedService Ftp(ConcurrentQueue<string> said, string toUser, string toPassword = "", string toPassive = "500 what?\r\n") => new(async (stream, stop) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(FtpGreeting), stop);
        for (byte[] line = await ScriptedService.ReadAsync(stream, stop); line.Length > 0; line = await ScriptedService.ReadAsync(stream, stop))
        {
            string text = Encoding.ASCII.GetString(line);
            said.Enqueue(text);
            string answer = text[..4] switch
            {
                "FEAT" => "211-Features:\r\n UTF8\r\n211 End\r\n",
                "USER" => toUser,
                "PASS" => toPassword,
                "EPSV" => toPassive,
                "NLST" => "150 Here it comes\r\n226 Done\r\n",
                _ => "221 Goodbye\r\n",
            };
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
        }
    });

    /// <summary>A daemon with a list, and an answer to each module; like rsync 3.2 it says a message of the day before both.</summary>
    private static ScriptedService Rsync(ConcurrentQueue<string> said, string list, Func<string, string> toModule) => new(async (stream, stop) =>
    {
        await stream.WriteAsync("@RSYNCD: 31.0 sha512 md5\n"u8.ToArray(), stop);
        string text = Encoding.UTF8.GetString(await ScriptedService.ReadAsync(stream, stop));
        said.Enqueue(text);
        string module = text.Split('\n')[1];
        await stream.WriteAsync(Encoding.UTF8.GetBytes("Willkommen\n\n" + (module == "#list" ? list + "@RSYNCD: EXIT\n" : toModule(module))), stop);
        await ScriptedService.ReadAsync(stream, stop); // until the client leaves
    });
}
