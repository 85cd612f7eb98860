// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace PracticeNetSec.Cmdlets.Tests.Processes.Monitoring;

/// <summary>Writes a ledger in its published form, with the times that a situation needs: the module itself knows only the present.</summary>
internal sealed class HistoryFile
{
    private readonly List<string> _lines = new();
    private string _hash = new('0', 64);

    /// <summary>A line for each record, chained.</summary>
    private HistoryFile Add(string record)
    {
        string covered = $"{{\"n\":{_lines.Count + 1},\"prev\":\"{_hash}\",\"record\":{record}";
        _hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(covered)));
        _lines.Add($"{covered},\"hash\":\"{_hash}\"}}");
        return this;
    }

    /// <summary>The first line of a run.</summary>
    public HistoryFile Begin(string run, DateTimeOffset at, int total) => Add($"{{\"kind\":\"run\",\"run\":\"{run}\",\"at\":\"{Text(at)}\",\"total\":{total}}}");

    /// <summary>Results of practices, each with its verdict.</summary>
    public HistoryFile Check(string run, DateTimeOffset at, string verdict, params string[] ids) => ids.Aggregate(this, (file, id) => file.Add(
        $"{{\"kind\":\"practice\",\"run\":\"{run}\",\"at\":\"{Text(at)}\",\"snapshot\":{{\"practiceId\":\"{id}\",\"name\":\"Praxis {id}\",\"verdict\":\"{verdict}\",\"scope\":\"InScope\",\"sharesChecked\":true," +
        $"\"coverage\":{{\"isComplete\":true,\"forwardsRead\":true,\"refusedPorts\":[445]}},\"rechecked\":[],\"startedAt\":\"{Text(at)}\",\"endedAt\":\"{Text(at)}\"}}}}"));

    /// <summary>The last line of a run.</summary>
    public HistoryFile End(string run, DateTimeOffset at) => Add($"{{\"kind\":\"end\",\"run\":\"{run}\",\"at\":\"{Text(at)}\"}}");

    /// <summary>A run that reached its end.</summary>
    public HistoryFile Run(string run, DateTimeOffset at, string verdict, params string[] ids) => Begin(run, at, ids.Length).Check(run, at, verdict, ids).End(run, at);

    /// <summary>Writes the file and the one beside it that records its last line.</summary>
    public void Save(string path, int keep = int.MaxValue)
    {
        File.WriteAllText(path, string.Concat(_lines.Take(keep).Select(line => line + "\n")));
        File.WriteAllText(path + ".head", $"{_lines.Count.ToString(CultureInfo.InvariantCulture).PadLeft(19, '0')} {_hash}\n");
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
