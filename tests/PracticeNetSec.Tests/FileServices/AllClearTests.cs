// SPDX-License-Identifier: MIT
using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.FileServices;

/// <summary>An answer about the moment is not one about who is let in.</summary>
public sealed class AllClearTests
{
    private const string Overloaded = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private const string Plain = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData(Overloaded, Overloaded)]
    [InlineData(Plain, Overloaded)]
    [InlineData(Plain, "")] // silence
    public async Task A_web_server_whose_folder_was_not_answered_is_Undetermined(string options, string properties)
    {
        using ScriptedService server = new(async (stream, stop) =>
        {
            string asked = Encoding.ASCII.GetString(await ScriptedService.ReadAsync(stream, stop));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(asked.StartsWith("OPTIONS", StringComparison.Ordinal) ? options : properties), stop);
            await Task.Delay(asked.StartsWith("OPTIONS", StringComparison.Ordinal) || properties.Length > 0 ? 0 : Timeout.Infinite, stop);
        });

        ShareReachability seen = await ExamineAsync(FileService.WebDav, server.Port);

        Assert.Equal((Verdict.Undetermined, null), (seen.Verdict, seen.FileServices[0].OpenToStrangers));
    }

    /// <summary>ProFTPD refuses further anonymous users so while MaxClients of them are connected; RFC 959 has no code of its own for it.</summary>
    [Fact]
    public async Task A_server_that_has_its_maximum_of_anonymous_users_has_not_refused_them()
    {
        using ScriptedService server = new(async (stream, stop) =>
        {
            await stream.WriteAsync("220 ready\r\n"u8.ToArray(), stop);
            while (true)
            {
                string asked = Encoding.ASCII.GetString(await ScriptedService.ReadAsync(stream, stop));
                string answer = asked.StartsWith("FEAT", StringComparison.Ordinal) ? "211-Features:\r\n UTF8\r\n211 End\r\n"
                    : asked.StartsWith("USER", StringComparison.Ordinal) ? "530 Sorry, the maximum number of allowed clients (10) already connected.\r\n"
                    : asked.Length == 0 ? "" : "500 no\r\n";
                if (answer.Length == 0)
                {
                    return;
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
            }
        });

        ShareReachability seen = await ExamineAsync(FileService.FtpAnonymous, server.Port);

        Assert.Equal((Verdict.Undetermined, null), (seen.Verdict, seen.FileServices[0].OpenToStrangers));
    }

    /// <summary>A server that refuses every session, and a service beside it.</summary>
    private static async Task<ShareReachability> ExamineAsync(FileService service, int port)
    {
        using FakeServer server = new(new ScriptedShares { Refuse = asked => asked.Command == Smb2Command.SessionSetup ? NtStatus.LogonFailure.Value : null }.ServeAsync);
        return await ShareExaminer.ExamineAsync(
            "127.0.0.1",
            server.Port,
            new ShareExaminationOptions { Vantage = Vantage.Inside, StepTimeout = TimeSpan.FromMilliseconds(400), Services = [service], ServicePorts = _ => [port] },
            default);
    }
}
