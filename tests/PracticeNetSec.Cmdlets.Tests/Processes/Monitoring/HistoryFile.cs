// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Processes.Monitoring;

/// <summary>Writes a history by way of its published lines, with the times that a situation needs: the module itself knows only the present.</summary>
internal sealed class HistoryFile
{
    private const string Make = """
        param($lines, $path, $sql)
        $null = Import-ExposureHistory $lines $path -Force -WarningAction Ignore
        if ($sql) {
            # The dependencies lie in the module's own load context, where no type literal finds them.
            $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext((Get-Command Import-ExposureHistory).ImplementingType.Assembly)
            $connection = $context.LoadFromAssemblyName('Microsoft.Data.Sqlite').GetType('Microsoft.Data.Sqlite.SqliteConnection')::new("Data Source=$path;Pooling=False")
            $connection.Open()
            $command = $connection.CreateCommand()
            $command.CommandText = $sql
            $null = $command.ExecuteNonQuery()
            $connection.Dispose()
        }
        """;

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

    /// <summary>Makes the history of it.</summary>
    /// <param name="path">The history.</param>
    /// <param name="alteration">SQL that is executed afterwards, as by one who may write the file.</param>
    public void Save(string path, string alteration = "")
    {
        string lines = path + ".lines";
        File.WriteAllText(lines, string.Concat(_lines.Select(line => line + "\n")));
        RunResult made = ModuleRun.Invoke(Make, lines, path, alteration);
        Assert.Empty(made.Errors);
        File.Delete(lines);
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
