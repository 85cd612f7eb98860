// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using PracticeNetSec.Testing;

namespace PracticeNetSec.Cmdlets.Tests.Processes.Monitoring;

/// <summary>The inventories, histories and programs that stand in the folder of each situation.</summary>
internal static class MonitoringFiles
{
    private const string Header = "PracticeId;Name;Land;WanAddress;AuthorizedBy;AuthorizedUntil;IntendedPorts";

    public static void WriteInventories(string folder, int port)
    {
        string Line(int number, string land = "NI", string until = "2099-12-31", string? id = null, string? address = null) =>
            $"{id ?? "P" + number.ToString(CultureInfo.InvariantCulture)};Praxis {number};{land};{address ?? $"127.77.0.{number}"};Dr. Muster;{until};{port}";
        void Write(string name, params string[] lines) => File.WriteAllText(Path.Combine(folder, name + ".csv"), string.Concat(lines.Select(line => line + "\n")));

        Write("practices", Header, Line(1), Line(2), Line(3));
        Write("two", Header, Line(1), Line(2));
        Write("land", Header, Line(1), Line(2), Line(3, land: "XX"));
        Write("address", Header, Line(1), Line(2), $"P3;Praxis 3;NI;;Dr. Muster;2099-12-31;{port}");
        Write("address-typo", Header, Line(1), Line(2), Line(3, address: "127.77.0.300"));
        Write("id", Header, Line(1), Line(2), Line(3, id: ""));
        Write("duplicate", Header, Line(1), Line(2), Line(3, id: "P1"));
        Write("date", Header, Line(1), Line(2), Line(3, until: "31.13.2099"));
        Write("quote", Header, Line(1), Line(2), "\"" + Line(3), Line(4));
        Write("fields", Header, Line(1), Line(2), Line(3) + ";one;more");
        Write("expired", Header, Line(1), Line(2), Line(3, until: "2020-01-31"));
        Write("delimiter", Header.Replace(';', '\t'), Line(1).Replace(';', '\t'), Line(2).Replace(';', '\t'), Line(3));
        Write("column", Header.Replace("WanAddress", "Street"), Line(1), Line(2));
        Write("empty");
        Write("header", Header);
        Write("name", Header, Line(1), Line(2), Line(3, address: "no-such-practice.invalid"));
        File.WriteAllBytes(Path.Combine(folder, "binary.csv"), Enumerable.Range(0, 256).Select(value => (byte)value).ToArray());
        File.WriteAllText(Path.Combine(folder, "practices.json"), "[{\"PracticeId\":\"P1\",\"WanAddress\":\"127.77.0.1\"},");
    }

    public static void WriteHistories(string folder, DateTimeOffset now)
    {
        string Path(string name) => System.IO.Path.Combine(folder, name + ".db");
        string[] ids = ["P1", "P2", "P3"];
        const string Good = "NotExposed";
        DateTimeOffset Ago(double hours) => now.AddHours(-hours);

        new HistoryFile().Run("A", Ago(1), Good, ids).Save(Path("good"));
        new HistoryFile().Run("A", Ago(35), Good, ids).Save(Path("35h"));
        new HistoryFile().Run("A", Ago(37), Good, ids).Save(Path("old"));
        new HistoryFile().Run("A", Ago(24 * 30), Good, ids).Save(Path("month"));
        new HistoryFile().Run("A", Ago(-3), Good, ids).Save(Path("future"));
        new HistoryFile().Run("A", Ago(2), Good, ids).Run("B", Ago(20), Good, ids).Save(Path("backwards"));
        new HistoryFile().Run("A", Ago(25), Good, ids).Begin("B", Ago(1), 3).Check("B", Ago(1), Good, "P1").Save(Path("interrupted"));
        new HistoryFile().Run("A", Ago(25), Good, ids).Begin("B", Ago(1), 3).Check("B", Ago(1), "Exposed", "P1").Save(Path("found"));
        new HistoryFile().Run("A", Ago(25), Good, ids).Begin("B", Ago(1), 3).Save(Path("begun"));
        new HistoryFile().Begin("B", Ago(1), 300).Check("B", Ago(1), Good, "P1", "P2").Save(Path("first"));
        new HistoryFile().Run("A", Ago(60), Good, ids).Begin("B", Ago(50), 3).Check("B", Ago(50), Good, "P1", "P2").Save(Path("abandoned"));
        new HistoryFile().Run("A", Ago(25), Good, ids).Begin("B", Ago(1), 0).End("B", Ago(1)).Save(Path("none"));
        new HistoryFile().Run("A", Ago(1), "Undetermined", ids).Save(Path("undetermined"));
        new HistoryFile().Run("A", Ago(1), "Exposed", ids).Save(Path("exposed"));
        new HistoryFile().Run("A", Ago(1), Good, "P1", "P2", "P3", "P4").Save(Path("four"));
        new HistoryFile().Run("A", Ago(25), Good, ids).Run("B", Ago(1), "Exposed", ids).Save(Path("cut"), "DELETE FROM entry WHERE seq > 5");
        new HistoryFile().Run("A", Ago(1), Good, ids).Save(Path("altered"), "UPDATE member SET name = 'Praxis P9' WHERE name = 'Praxis P2'");
        new HistoryFile().Run("A", Ago(1), Good, ids).Save(Path("nohead"), "DELETE FROM head");
        File.WriteAllText(Path("empty"), "");
        File.WriteAllText(Path("text"), "no history\n");
        File.WriteAllText(Path("lines"), "{\"n\":1,\"prev\":\"\",\"record\":{}}\n");
    }

    /// <summary>A pwsh in the path, as cron and agents find one.</summary>
    public static void WritePrograms(string folder)
    {
        string pwsh = System.IO.Path.Combine(folder, "pwsh");
        File.WriteAllText(pwsh, $"#!/bin/sh\nexec dotnet '{Pwsh.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(pwsh, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
