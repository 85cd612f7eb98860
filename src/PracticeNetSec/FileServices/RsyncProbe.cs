// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>
/// Queries an rsync daemon for its modules, as <c>rsync host::</c> does: greeting, <c>#list</c>, lines, <c>@RSYNCD: EXIT</c>
/// (rsync's csprotocol.txt and clientserver.c). No module is ever named, so none is accessed.
/// </summary>
internal static class RsyncProbe
{
    private const int MaxLineLength = 1024;
    private const int MaxLines = 512;
    private const int NameWidth = 15;
    private const string Mark = "@RSYNCD: ";

    /// <summary>Protocol 31 needs no list of digests in the greeting, and lists alike.</summary>
    private static ReadOnlySpan<byte> Question => "@RSYNCD: 31.0\n#list\n"u8;

    public static async Task AskAsync(ServiceConnection connection, FileServiceResult result)
    {
        string greeting = await connection.ReceiveLineAsync(MaxLineLength).ConfigureAwait(false);
        if (!greeting.StartsWith(Mark, StringComparison.Ordinal))
        {
            throw new ServiceFormatException(EvidenceOf.ServiceOtherProtocol("rsync"));
        }

        result.Answers = true;
        result.Banner = DeviceText.Clean("rsync protocol " + greeting.Substring(Mark.Length));
        await connection.SendAsync(Question.ToArray()).ConfigureAwait(false);
        List<string> lines = new();
        for (string line = ""; !line.StartsWith(Mark + "EXIT", StringComparison.Ordinal) && !line.StartsWith("@ERROR", StringComparison.Ordinal);)
        {
            if (lines.Count == MaxLines)
            {
                throw new ServiceFormatException($"A list of more than {MaxLines} lines.");
            }

            line = await connection.ReceiveLineAsync(MaxLineLength).ConfigureAwait(false);
            lines.Add(line);
        }

        string[] modules = Modules(lines).ToArray();
        result.OpenToStrangers = modules.Length > 0;
        result.Details = modules.Take(FileServiceExaminer.MaxDetails).Select(module => EvidenceOf.RsyncModule(DeviceText.Clean(module))).ToArray();
    }

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
