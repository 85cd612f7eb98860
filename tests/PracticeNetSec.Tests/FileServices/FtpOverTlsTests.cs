// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.FileServices;

/// <summary>A server that refuses every user without TLS has not refused an anonymous one. vsftpd is queried in the lab.</summary>
public sealed class FtpOverTlsTests
{
    [Theory]
    [InlineData("530 Anonymous sessions must use encryption.")] // vsftpd
    [InlineData("503 Use AUTH first.")] // FileZilla Server
    [InlineData("534 Policy requires SSL.")] // IIS
    [InlineData("550 SSL/TLS required on the control channel")] // ProFTPD
    [InlineData("421 Sorry, cleartext sessions are not accepted on this server.")] // Pure-FTPd
    public async Task A_server_that_wants_TLS_first_is_asked_over_TLS(string inClearText)
    {
        ConcurrentQueue<string> said = new();
        using ScriptedService server = Serve(said, inClearText, "230 Login successful.");

        FileServiceResult seen = await AskAsync(server.Port);

        Assert.True(seen.OpenToStrangers);
        Assert.Contains(EvidenceOf.FtpRefusedWithoutTls(int.Parse(inClearText[..3], CultureInfo.InvariantCulture)), seen.Details);
        Assert.Contains(EvidenceOf.FtpAnonymousAnyPassword(), seen.Details);
        Assert.Contains("tls PASS anonymous@example.invalid", said);
    }

    [Theory]
    [InlineData("530 Login incorrect.", false)]
    [InlineData("421 Too many users.", null)]
    [InlineData("550 Certificate required.", null)]
    public async Task What_is_answered_over_TLS_decides(string overTls, bool? expected)
    {
        using ScriptedService server = Serve(new(), "530 Please login with AUTH TLS", overTls);

        FileServiceResult seen = await AskAsync(server.Port);

        Assert.Equal(expected, seen.OpenToStrangers);
        Assert.Equal(expected is null, seen.Unresolved is not null);
    }

    [Theory]
    [InlineData("530 Login incorrect.", "500 Unknown command.", false)] // no TLS there: the refusal counts
    [InlineData("534 Policy requires SSL.", "502 Not implemented.", null)]
    [InlineData("530 Login incorrect.", "431 Unable to accept security mechanism.", null)]
    [InlineData("530 Login incorrect.", "234 Go ahead", null)] // and no handshake
    public async Task Without_TLS_only_a_refused_login_is_a_refusal(string inClearText, string toAuth, bool? expected)
    {
        using ScriptedService server = Serve(new(), inClearText, "", toAuth);

        Assert.Equal(expected, (await AskAsync(server.Port)).OpenToStrangers);
    }

    /// <summary>A server that wants TLS answers AUTH.</summary>
    [Theory]
    [InlineData("530 Login incorrect.", false)]
    [InlineData("530 Non-anonymous sessions must use encryption.", null)]
    [InlineData("550 Permission denied.", null)]
    public async Task Where_AUTH_is_not_answered_a_refusal_counts_that_does_not_speak_of_TLS(string inClearText, bool? expected)
    {
        using ScriptedService server = Serve(new(), inClearText, "", "");

        Assert.Equal(expected, (await AskAsync(server.Port)).OpenToStrangers);
    }

    /// <summary>A block that begins with the second connection, or an offer of TLS that is not kept, refuses nobody.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_it_could_not_be_asked_over_TLS_nothing_is_known(bool offersTls)
    {
        int connections = 0;
        using ScriptedService server = new(async (stream, stop) =>
        {
            if (Interlocked.Increment(ref connections) > 1 && !offersTls)
            {
                return;
            }

            await SayAsync(stream, "220 ready", stop);
            while (await ReadAsync(stream, stop) is { Length: > 0 } command)
            {
                if (!command.StartsWith("AUTH", StringComparison.Ordinal))
                {
                    await SayAsync(stream, command[0] == 'U' ? "530 Login incorrect." : offersTls ? "211-Features:\r\n AUTH TLS\r\n211 End" : "500 Unknown command.", stop);
                }
            }
        });

        Assert.Null((await AskAsync(server.Port)).OpenToStrangers);
    }

    [Fact]
    public async Task A_login_that_was_accepted_stays_so_where_no_list_comes()
    {
        using ScriptedService server = new(async (stream, stop) =>
        {
            await SayAsync(stream, "220 ready", stop);
            while (await ReadAsync(stream, stop) is { Length: > 0 } command)
            {
                if (command.StartsWith("FEAT", StringComparison.Ordinal) || command.StartsWith("USER", StringComparison.Ordinal))
                {
                    await SayAsync(stream, command[0] == 'U' ? "230 Operation successful" : "500 Unknown command.", stop);
                }
            }
        });

        Assert.True((await AskAsync(server.Port)).OpenToStrangers);
    }

    private static async Task<FileServiceResult> AskAsync(int port) => Assert.Single(
        await FileServiceExaminer.ExamineAsync(IPAddress.Loopback, [FileService.FtpAnonymous], _ => [port], TimeSpan.FromSeconds(2), [], default));

    /// <param name="said">Receives the commands; those over TLS begin with <c>tls</c>.</param>
    /// <param name="inClearText">The reply to USER without TLS.</param>
    /// <param name="overTls">The reply to PASS over TLS.</param>
    /// <param name="toAuth">The reply to AUTH in place of TLS.</param>
    private static ScriptedService Serve(ConcurrentQueue<string> said, string inClearText, string overTls, string? toAuth = null) => new(async (stream, stop) =>
    {
        await SayAsync(stream, "220 ready", stop);
        while (await ReadAsync(stream, stop) is { Length: > 0 } command)
        {
            said.Enqueue(command);
            await SayAsync(stream, command[..4] switch
            {
                "FEAT" => toAuth is null ? "211-Features:\r\n AUTH SSL;TLS\r\n211 End" : "500 what?",
                "USER" => inClearText,
                "AUTH" => toAuth ?? "234 Proceed with negotiation.",
                _ => "221 Goodbye",
            }, stop);
            if (command.StartsWith("AUTH", StringComparison.Ordinal))
            {
                if (overTls.Length == 0)
                {
                    return;
                }

                using RSA key = RSA.Create(2048);
                using X509Certificate2 made = new CertificateRequest("CN=praxis", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(1));
                using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
                using SslStream tls = new(stream);
                await tls.AuthenticateAsServerAsync(certificate);
                while (await ReadAsync(tls, stop) is { Length: > 0 } secured)
                {
                    said.Enqueue("tls " + secured);
                    await SayAsync(tls, secured[..4] switch
                    {
                        "USER" => "331 Send your email",
                        "PASS" => overTls,
                        "EPSV" => "522 Data connections must be encrypted.",
                        _ => "221 Goodbye",
                    }, stop);
                }

                return;
            }
        }
    });

    private static async Task<string> ReadAsync(Stream stream, CancellationToken stop)
    {
        byte[] buffer = new byte[1024];
        int read = await stream.ReadAsync(buffer, stop);
        return Encoding.ASCII.GetString(buffer, 0, read).TrimEnd();
    }

    private static async Task SayAsync(Stream stream, string line, CancellationToken stop) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop);
}
