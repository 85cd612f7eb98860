// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>
/// Reads an FTP server's greeting and features and, on request, logs in as <c>anonymous</c> and counts the names that this login sees. No file is
/// opened.
/// </summary>
internal static class FtpProbe
{
    private const int MaxNames = 4096;

    public static async Task AskAsync(ServiceConnection connection, FileServiceResult result, IPAddress address, TimeSpan limit, CancellationToken cancellation)
    {
        FtpReply greeting = await ReadAsync(connection).ConfigureAwait(false);
        result.Answers = greeting.Code is 220 or 120 or 421;
        result.Banner = DeviceText.Clean(string.Join(" ", greeting.Lines));
        if (greeting.Code != 220)
        {
            return; // 120 and 421 are about the moment, not about who is let in
        }

        List<Evidence> details = new();
        FtpReply features = await ExchangeAsync(connection, FtpCommand.Features.ToArray()).ConfigureAwait(false);
        bool offersTls = features.Code == 211 && features.Lines.Any(line => line.Trim().StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)
            && line.IndexOf("TLS", StringComparison.OrdinalIgnoreCase) >= 0);
        details.Add(features.Code != 211 ? EvidenceOf.FtpTlsUndetermined()
            : offersTls ? EvidenceOf.FtpTls() : EvidenceOf.FtpNoTls());
        if (result.Service == FileService.FtpAnonymous)
        {
            FtpReply user = await ExchangeAsync(connection, FtpCommand.UserAnonymous.ToArray()).ConfigureAwait(false);
            FtpReply login = user.Code == 331 ? await ExchangeAsync(connection, FtpCommand.PassAnonymous.ToArray()).ConfigureAwait(false) : user;
            result.OpenToStrangers = login.Code == 230 ? true : login.Code >= 500 ? false : null;
            details.Add(login.Code != 230 ? EvidenceOf.FtpAnonymousRefused(login.Code)
                : user.Code == 331 ? EvidenceOf.FtpAnonymousAnyPassword() : EvidenceOf.FtpAnonymousAccepted());
            if (login.Code == 230)
            {
                details.Add(await ListAsync(connection, new IPEndPoint(address, result.Port), limit, cancellation).ConfigureAwait(false));
            }
        }

        result.Details = details.ToArray();
        await connection.SendAsync(FtpCommand.Quit.ToArray()).ConfigureAwait(false);
    }

    /// <summary>How many names the login sees. What the list itself does leaves the login as it was found.</summary>
    private static async Task<Evidence> ListAsync(ServiceConnection connection, IPEndPoint server, TimeSpan limit, CancellationToken cancellation)
    {
        FtpReply passive = await ExchangeAsync(connection, FtpCommand.ExtendedPassive.ToArray()).ConfigureAwait(false);
        if (FtpReply.PassivePort(passive) is not int port)
        {
            return EvidenceOf.FtpListRefused(passive.Code);
        }

        try
        {
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
        catch (ServiceConnectionException ended)
        {
            return EvidenceOf.FtpListEnded(ended.Cause);
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
