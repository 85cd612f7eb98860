// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>
/// Reads an FTP server's greeting and features and, on request, logs in as <c>anonymous</c> and counts the names that this login sees. No file is
/// opened.
/// </summary>
internal static class FtpProbe
{
    private const int MaxNames = 4096;

    private static readonly string[] TlsWords = { "TLS", "SSL", "AUTH", "SECUR", "ENCRYPT" };

    // Replies of RFC 959 §4.2, RFC 2389 §3.2 and RFC 4217 §4.
    private const int Ready = 220;
    private const int Featured = 211;
    private const int LoggedIn = 230;
    private const int NotLoggedIn = 530;
    private static readonly string[] LimitWords = { "maximum", "too many", "limit", "later", "busy", "full", "already connected", "später" };
    private const int SecurityAccepted = 234;

    public static async Task AskAsync(ServiceConnection connection, FileServiceResult result, IPAddress address, TimeSpan limit, CancellationToken cancellation)
    {
        FtpReply greeting = await ReadAsync(connection).ConfigureAwait(false);
        result.Answers = greeting.Code is Ready or 120 or 421;
        result.Banner = DeviceText.Clean(string.Join(" ", greeting.Lines));
        if (greeting.Code != Ready)
        {
            return; // 120 and 421 are about the moment, not about who is let in
        }

        List<Evidence> details = new();
        FtpReply features = await ExchangeAsync(connection, FtpCommand.Features.ToArray()).ConfigureAwait(false);
        bool offersTls = features.Code == Featured && features.Lines.Any(line => line.Trim().StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)
            && line.IndexOf("TLS", StringComparison.OrdinalIgnoreCase) >= 0);
        details.Add(features.Code != Featured ? EvidenceOf.FtpTlsUndetermined()
            : offersTls ? EvidenceOf.FtpTls() : EvidenceOf.FtpNoTls());
        if (result.Service == FileService.FtpAnonymous)
        {
            IPEndPoint server = new(address, result.Port);
            (FtpReply login, bool withPassword) = await LogInAsync(connection).ConfigureAwait(false);
            if (login.Code != LoggedIn && (offersTls || features.Code != Featured))
            {
                // The reply to a login that needs TLS first has no code of its own: servers give 421, 503, 530, 534 or 550.
                details.Add(EvidenceOf.FtpRefusedWithoutTls(login.Code));
                result.OpenToStrangers = await AskSecuredAsync(login, offersTls, server, limit, details, cancellation).ConfigureAwait(false);
            }
            else
            {
                result.OpenToStrangers = await ConcludeAsync(connection, login, withPassword, server, limit, details, cancellation).ConfigureAwait(false);
            }
        }

        result.Details = details.ToArray();
        await connection.SendAsync(FtpCommand.Quit.ToArray()).ConfigureAwait(false);
    }

    /// <summary>The anonymous login: the last reply, and whether a password was asked for.</summary>
    private static async Task<(FtpReply Login, bool WithPassword)> LogInAsync(ServiceConnection connection)
    {
        FtpReply user = await ExchangeAsync(connection, FtpCommand.UserAnonymous.ToArray()).ConfigureAwait(false);
        return user.Code == 331 ? (await ExchangeAsync(connection, FtpCommand.PassAnonymous.ToArray()).ConfigureAwait(false), true) : (user, false);
    }

    /// <summary>The same login over TLS, on a connection of its own: some servers end the first. Where there is no TLS, what was answered without it counts.</summary>
    /// <returns>Whether it is let in; null where that is undetermined.</returns>
    private static async Task<bool?> AskSecuredAsync(FtpReply before, bool offersTls, IPEndPoint server, TimeSpan limit, List<Evidence> details, CancellationToken cancellation)
    {
        bool isAsked = false;
        try
        {
            using ServiceConnection connection = await ServiceConnection.ConnectAsync(server, limit, cancellation).ConfigureAwait(false);
            FtpReply greeting = await ReadAsync(connection).ConfigureAwait(false);
            isAsked = greeting.Code == Ready;
            FtpReply secured = isAsked ? await ExchangeAsync(connection, FtpCommand.AuthTls.ToArray()).ConfigureAwait(false) : greeting;
            if (secured.Code != SecurityAccepted)
            {
                details.Add(EvidenceOf.FtpAuthTlsRefused(secured.Code));
                return secured.Code >= 500 && IsRefusal(before) ? false : null;
            }

            isAsked = false;
            await connection.StartTlsAsync(server.Address.ToString()).ConfigureAwait(false);
            (FtpReply login, bool withPassword) = await LogInAsync(connection).ConfigureAwait(false);
            bool? isOpen = await ConcludeAsync(connection, login, withPassword, server, limit, details, cancellation).ConfigureAwait(false);
            await connection.SendAsync(FtpCommand.Quit.ToArray()).ConfigureAwait(false);
            return isOpen;
        }
        catch (Exception ended) when (ended is ServiceConnectionException { IsLocal: false } or ServiceFormatException)
        {
            // A server that wants TLS answers AUTH: where none comes, a refusal that does not speak of it is one.
            details.Add(EvidenceOf.FtpTlsEnded(ErrorCause.Of(ended)));
            return isAsked && !offersTls && IsRefusal(before) && !SpeaksOfTls(before) ? false : null;
        }
    }

    /// <summary>530 refuses the user, unless it speaks of a limit that others have used up: then it is about the moment.</summary>
    private static bool IsRefusal(FtpReply reply) => reply.Code == NotLoggedIn && !reply.Lines.Any(line => LimitWords.Any(word => line.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));

    private static bool SpeaksOfTls(FtpReply reply) => reply.Lines.Any(line => TlsWords.Any(word => line.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>What the last reply to a login shows; only 530 refuses it for good, other errors are about the order of commands, the moment or TLS.</summary>
    private static async Task<bool?> ConcludeAsync(
        ServiceConnection connection, FtpReply login, bool withPassword, IPEndPoint server, TimeSpan limit, List<Evidence> details, CancellationToken cancellation)
    {
        if (login.Code != LoggedIn)
        {
            details.Add(EvidenceOf.FtpAnonymousRefused(login.Code));
            return IsRefusal(login) ? false : null;
        }

        details.Add(withPassword ? EvidenceOf.FtpAnonymousAnyPassword() : EvidenceOf.FtpAnonymousAccepted());
        details.Add(await ListAsync(connection, server, limit, cancellation).ConfigureAwait(false));
        return true;
    }

    /// <summary>How many names the login sees. What the list itself does leaves the login as it was found.</summary>
    private static async Task<Evidence> ListAsync(ServiceConnection connection, IPEndPoint server, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            FtpReply passive = await ExchangeAsync(connection, FtpCommand.ExtendedPassive.ToArray()).ConfigureAwait(false);
            if (FtpReply.PassivePort(passive) is not int port)
            {
                return EvidenceOf.FtpListRefused(passive.Code);
            }

            // Always to the address that was named: a server must not choose what is contacted.
            using ServiceConnection data = await ServiceConnection.ConnectAsync(new IPEndPoint(server.Address, port), limit, cancellation).ConfigureAwait(false);
            FtpReply begun = await ExchangeAsync(connection, FtpCommand.NameList.ToArray()).ConfigureAwait(false);
            if (begun.Code is not (125 or 150))
            {
                return begun.Code is 226 or 250 ? EvidenceOf.FtpListNames(0) : EvidenceOf.FtpListRefused(begun.Code);
            }

            int names = await CountAsync(data).ConfigureAwait(false);
            return names > MaxNames ? EvidenceOf.FtpListNamesAtLeast(MaxNames) : EvidenceOf.FtpListNames(names);
        }
        catch (Exception ended) when (ended is ServiceConnectionException or ServiceFormatException)
        {
            return EvidenceOf.FtpListEnded(ErrorCause.Of(ended));
        }
    }

    /// <summary>Names up to the end of the list, which is that of the connection; at most one more than are counted.</summary>
    private static async Task<int> CountAsync(ServiceConnection data)
    {
        int names = 0;
        try
        {
            while (names <= MaxNames)
            {
                string name = await data.ReceiveLineAsync(FtpReply.MaxLineLength).ConfigureAwait(false);
                names += name is "" or "." or ".." ? 0 : 1;
            }
        }
        catch (ServiceConnectionException ended) when (ended.Cause.Code == EvidenceCode.ServiceConnectionEnded)
        {
            // The end of the list.
        }

        return names;
    }

    private static async Task<FtpReply> ExchangeAsync(ServiceConnection connection, byte[] command)
    {
        await connection.SendAsync(command).ConfigureAwait(false);
        return await ReadAsync(connection).ConfigureAwait(false);
    }

    private static async Task<FtpReply> ReadAsync(ServiceConnection connection)
    {
        List<string> lines = new() { await connection.ReceiveLineAsync(FtpReply.MaxLineLength).ConfigureAwait(false) };
        bool continues = lines[0].Length > 3 && lines[0][3] == '-';
        while (continues)
        {
            if (lines.Count == FtpReply.MaxLines)
            {
                throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("FTP reply", FtpReply.MaxLines));
            }

            string line = await connection.ReceiveLineAsync(FtpReply.MaxLineLength).ConfigureAwait(false);
            lines.Add(line);
            continues = !FtpReply.IsLast(lines[0], line);
        }

        return FtpReply.Decode(lines);
    }
}
