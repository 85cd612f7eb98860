// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>Reads an FTP server's greeting and features and, on request, sends the name <c>anonymous</c>.</summary>
internal static class FtpProbe
{
    public static async Task AskAsync(ServiceConnection connection, FileServiceResult result)
    {
        FtpReply greeting = await ReadAsync(connection).ConfigureAwait(false);
        result.Answers = greeting.Code is 220 or 120 or 421;
        result.Banner = DeviceText.Clean(string.Join(" ", greeting.Lines));
        if (greeting.Code != 220)
        {
            result.OpenToStrangers = result.Answers == true ? false : null;
            return;
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
            result.OpenToStrangers = user.Code == 230 ? true : user.Code == 331 ? null : false;
            details.Add(user.Code switch
            {
                230 => EvidenceOf.FtpAnonymousAccepted(),
                331 => EvidenceOf.FtpAnonymousPassword(),
                _ => EvidenceOf.FtpAnonymousRefused(user.Code),
            });
        }

        result.Details = details.ToArray();
        await connection.SendAsync(FtpCommand.Quit.ToArray()).ConfigureAwait(false);
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
                throw new ServiceFormatException($"A reply of more than {FtpReply.MaxLines} lines.");
            }

            string line = await connection.ReceiveLineAsync(FtpReply.MaxLineLength).ConfigureAwait(false);
            lines.Add(line);
            continues = !FtpReply.IsLast(lines[0], line);
        }

        return FtpReply.Decode(lines);
    }
}
