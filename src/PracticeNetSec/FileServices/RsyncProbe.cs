// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>
/// Queries an rsync daemon for its modules, as <c>rsync host::</c> does: greeting, <c>#list</c>, lines, <c>@RSYNCD: EXIT</c>
/// (rsync's csprotocol.txt and clientserver.c). Then each is named, on a connection of its own, up to the daemon's first answer: that shows
/// whether it asks for a password (<c>auth users</c>), refuses this address (<c>hosts deny</c>) or serves anybody. No argument follows, so that no
/// file list is made. The connection is reset: at its mere end, rsync 3.5 runs the module's <c>pre-xfer exec</c> (measured in the lab).
/// </summary>
internal static class RsyncProbe
{
    private const int MaxLineLength = 1024;
    private const int MaxLines = 512;
    private const int MaxModules = 64; // named one after the other, each on a connection
    private const int NameWidth = 15;
    private const string Mark = "@RSYNCD: ";
    private const string Error = "@ERROR";

    /// <summary>The errors about this address and this name (clientserver.c, rsync_module); others, as of too many connections, are about the moment or the daemon's settings.</summary>
    private static readonly string[] Refusals = { Error + ": access denied", Error + ": Unknown module" };

    /// <summary>Protocol 31 needs no list of digests in the greeting, and lists alike.</summary>
    private const string Greeting = "@RSYNCD: 31.0\n";

    public static async Task AskAsync(
        ServiceConnection connection, FileServiceResult result, IPAddress address, TimeSpan limit, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        string greeting = await GreetAsync(connection).ConfigureAwait(false);
        result.Answers = true;
        result.Banner = DeviceText.Clean("rsync protocol " + greeting.Substring(Mark.Length));
        await connection.SendAsync(Encoding.UTF8.GetBytes(Greeting + "#list\n")).ConfigureAwait(false);
        List<string> lines = new();
        for (string line = ""; !line.StartsWith(Mark + "EXIT", StringComparison.Ordinal) && !line.StartsWith(Error, StringComparison.Ordinal);)
        {
            if (lines.Count == MaxLines)
            {
                throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("rsync #list", MaxLines));
            }

            line = await connection.ReceiveLineAsync(MaxLineLength).ConfigureAwait(false);
            lines.Add(line);
        }

        string[] listed = Modules(lines).Distinct().ToArray();
        string[] asked = listed.Concat(names.Where(CanBeModule)).Distinct().Take(MaxModules).ToArray();
        List<Evidence> details = new();
        bool isAnswering = true;
        int named = 0;
        for (; named < asked.Length && isAnswering; named++)
        {
            (bool opens, isAnswering, Evidence? detail) = await NameAsync(asked[named], listed.Contains(asked[named]), new IPEndPoint(address, result.Port), limit, cancellation).ConfigureAwait(false);
            // A module with "list = no" shows itself to whoever knows its name: that none is open cannot be shown from here.
            result.OpenToStrangers = opens ? true : result.OpenToStrangers;
            details.AddRange(detail is null ? Array.Empty<Evidence>() : new[] { detail });
        }

        if (listed.Length > named)
        {
            details.Add(EvidenceOf.RsyncModulesNotNamed(listed.Length - named));
        }

        bool isOpen = result.OpenToStrangers == true;
        details.AddRange(isOpen ? Array.Empty<Evidence>() : new[] { EvidenceOf.RsyncUnlisted(Math.Max(0, named - listed.Length)) });
        result.Details = details.Take(FileServiceExaminer.MaxDetails).ToArray();
        if (!isOpen && lines[lines.Count - 1].StartsWith(Error, StringComparison.Ordinal))
        {
            throw new ServiceFormatException(EvidenceOf.Verbatim(DeviceText.Clean(lines[lines.Count - 1]))); // no list, which is not an empty one
        }
    }

    /// <summary>
    /// What the daemon answers to the name of one module; no detail for a name that does not exist. A daemon that does not answer would keep each name waiting.
    /// </summary>
    private static async Task<(bool IsOpen, bool Answers, Evidence? Detail)> NameAsync(string module, bool isListed, IPEndPoint daemon, TimeSpan limit, CancellationToken cancellation)
    {
        string shown = DeviceText.Clean(module);
        try
        {
            using ServiceConnection connection = await ServiceConnection.ConnectAsync(daemon, limit, cancellation).ConfigureAwait(false);
            connection.ResetAtEnd();
            await GreetAsync(connection).ConfigureAwait(false);
            await connection.SendAsync(Encoding.UTF8.GetBytes($"{Greeting}{module}\n")).ConfigureAwait(false);
            for (int i = 0; i < MaxLines; i++)
            {
                string line = await connection.ReceiveLineAsync(MaxLineLength).ConfigureAwait(false); // the message of the day comes before
                if (line.StartsWith(Mark + "OK", StringComparison.Ordinal))
                {
                    return (true, true, isListed ? EvidenceOf.RsyncModuleOpen(shown) : EvidenceOf.RsyncModuleOpenUnlisted(shown));
                }

                if (line.StartsWith(Mark + "AUTHREQD", StringComparison.Ordinal))
                {
                    return (false, true, EvidenceOf.RsyncModulePassword(shown));
                }

                if (Refusals.Any(refusal => line.StartsWith(refusal, StringComparison.Ordinal)))
                {
                    return (false, true, isListed ? EvidenceOf.RsyncModuleRefused(shown, DeviceText.Clean(line)) : null);
                }

                if (line.StartsWith(Error, StringComparison.Ordinal) || line.StartsWith(Mark, StringComparison.Ordinal))
                {
                    return (false, true, EvidenceOf.RsyncModuleUndetermined(shown, EvidenceOf.Verbatim(DeviceText.Clean(line))));
                }
            }

            return (false, false, EvidenceOf.RsyncModuleUndetermined(shown, EvidenceOf.ServiceOtherProtocol("rsync")));
        }
        catch (ServiceConnectionException ended)
        {
            return (false, false, EvidenceOf.RsyncModuleUndetermined(shown, ended.Cause));
        }
        catch (ServiceFormatException foreign)
        {
            return (false, false, EvidenceOf.RsyncModuleUndetermined(shown, foreign.Cause));
        }
    }

    private static async Task<string> GreetAsync(ServiceConnection connection)
    {
        string greeting = await connection.ReceiveLineAsync(MaxLineLength).ConfigureAwait(false);
        return greeting.StartsWith(Mark, StringComparison.Ordinal) ? greeting : throw new ServiceFormatException(EvidenceOf.ServiceOtherProtocol("rsync"));
    }

    /// <summary>A name that is one line of text, and no command of the daemon.</summary>
    private static bool CanBeModule(string name) => name.Length > 0 && name[0] != '#' && !name.Any(char.IsControl);

    /// <summary>
    /// A module is a name padded to 15 bytes, a tab and a comment. A message of the day stands before them and ends with an empty
    /// line, which no module produces.
    /// </summary>
    public static IEnumerable<string> Modules(IReadOnlyList<string> lines) => lines
        .Skip(Enumerable.Range(0, lines.Count).Where(i => lines[i].Length == 0).Select(i => i + 1).LastOrDefault())
        .Where(line => !line.StartsWith("@", StringComparison.Ordinal) && line.IndexOf('\t') >= 0)
        .Select(line => line.Substring(0, line.IndexOf('\t')))
        .Where(name => Encoding.UTF8.GetByteCount(name) >= NameWidth)
        .Select(name => name.Trim())
        .Where(name => name.Length > 0);
}
