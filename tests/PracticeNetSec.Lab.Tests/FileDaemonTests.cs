// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>-Service Rsync and FtpAnonymous with real daemons: open is what their own clients get in.</summary>
[Collection(NfsNetwork.Name)]
public class FileDaemonTests
{
    private const string Script = "file-services.sh";

    [Fact]
    public async Task Only_the_modules_that_rsync_itself_gets_without_a_password_are_open()
    {
        await LabProcess.LabAsync(Script, "daemons");

        PSObject listed = await AskAsync("-Service Rsync");
        PSObject named = await AskAsync("-Service Rsync -ShareName verborgen, 'gibt-es-nicht'");

        Assert.Equal(["rsync.module-open", "rsync.module-password", "rsync.module-refused"], Codes(listed).Order());
        Assert.Equal(["rsync.module-open", "rsync.module-open-unlisted", "rsync.module-password", "rsync.module-refused"], Codes(named).Order());
        Assert.Equal("True", listed.Text("OpenToStrangers"));

        // Naming a module runs no command of it; a client that asks for files does.
        string hidden = await LabProcess.LabAsync(Script, "exec", "rsync", "rsync://127.0.0.1/verborgen/");
        Assert.Contains("befund.txt", hidden);
        Assert.DoesNotContain("command-ran", hidden);
        Assert.Contains("befund.txt", await LabProcess.LabAsync(Script, "exec", "rsync", "rsync://127.0.0.1/offen/"));
        Assert.Contains("command-ran", await LabProcess.LabAsync(Script, "exec", "rsync", "rsync://127.0.0.1/verborgen/"));
    }

    [Fact]
    public async Task An_anonymous_login_of_vsftpd_is_open_and_the_names_it_sees_are_counted()
    {
        await LabProcess.LabAsync(Script, "daemons");
        string[] names = (await LabProcess.LabAsync(Script, "exec", "curl", "-s", "--list-only", "ftp://127.0.0.1/")).Split('\n', System.StringSplitOptions.RemoveEmptyEntries);

        PSObject ftp = await AskAsync("-Service FtpAnonymous");

        Assert.Equal("True", ftp.Text("OpenToStrangers"));
        Assert.Contains("ftp.anonymous-any-password", Codes(ftp));
        Assert.Equal(2, names.Length);
        Assert.Equal($"names that this login sees: {names.Length}", ftp.List("Details").Single(detail => detail.Text("Code") == "ftp.list-names").ToString());
    }

    [Fact]
    public async Task An_anonymous_login_that_vsftpd_takes_over_TLS_alone_is_open()
    {
        await LabProcess.LabAsync(Script, "daemons");

        PSObject ftp = await AskAsync("-Service FtpAnonymous", "127.0.0.2");

        Assert.Equal("True", ftp.Text("OpenToStrangers"));
        Assert.Equal(["ftp.tls", "ftp.refused-without-tls", "ftp.anonymous-any-password", "ftp.list-names"], Codes(ftp));
        Assert.Contains("530", ftp.List("Details")[1].ToString());
    }

    private static string[] Codes(PSObject service) => [.. service.List("Details").Select(detail => detail.Text("Code"))];

    private static async Task<PSObject> AskAsync(string parameters, string server = "127.0.0.1")
    {
        PSObject[] found = await Saved.InvokeAsync([Script, "exec"], $"Test-ShareReachability {server} {parameters}");
        return Assert.Single(Assert.Single(found).List("FileServices"));
    }
}
