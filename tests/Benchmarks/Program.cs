// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;

namespace PracticeNetSec.Benchmarks;

/// <summary>
/// What the scripts beside this program time against nmap and others. It runs inside a namespace of the lab and says
/// on one line what it found and how long it took; the comparison is the script's.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["ports", string firstAddress, string count, .. string[] ports]:
                await ScanAsync(IPAddress.Parse(firstAddress), int.Parse(count, CultureInfo.InvariantCulture), ports.SelectMany(PortList.Parse).ToArray());
                return 0;
            case ["report", string folder, string findings]:
                ReportFigures.Measure(folder, int.Parse(findings, CultureInfo.InvariantCulture));
                return 0;
            case ["history", string figure, string file, .. string[] numbers]:
                return HistoryFigures.Measure(figure, file, Array.ConvertAll(numbers, number => int.Parse(number, CultureInfo.InvariantCulture)));
            case ["snmp-table", string agent, string community, string entry, string columns, string rowsPerRequest]:
                await ReadTableAsync(IPAddress.Parse(agent), community, ObjectIdentifier.Parse(entry), uint.Parse(columns, CultureInfo.InvariantCulture), int.Parse(rowsPerRequest, CultureInfo.InvariantCulture));
                return 0;
            default:
                Console.Error.WriteLine("usage: ports FIRST-ADDRESS COUNT PORT|RANGE…");
                Console.Error.WriteLine("       report FOLDER FINDINGS");
                Console.Error.WriteLine("       history generate|write|open|one|all|latest|compare|line|dashboard|test|file|kill FILE [PRACTICES NIGHTS]");
                Console.Error.WriteLine("       snmp-table AGENT COMMUNITY ENTRY COLUMNS ROWS-PER-REQUEST");
                return 64;
        }
    }

    private static async Task ScanAsync(IPAddress first, int count, int[] ports)
    {
        using PortScanner scanner = new(new PortScanOptions());
        Stopwatch watch = Stopwatch.StartNew();
        IEnumerable<Task<PortResult[]>> scans = Enumerable.Range(0, count).Select(index =>
        {
            IPAddress address = Offset(first, index);
            return scanner.ScanAsync(address.ToString(), address, ports, null, CancellationToken.None);
        });
        PortResult[] results = (await Task.WhenAll(scans)).SelectMany(host => host).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seconds {watch.Elapsed.TotalSeconds:0.00} probes {results.Length} open {results.Count(result => result.State is PortState.Open or PortState.OpenReset)} attempts {results.Sum(result => result.Attempts)} peak-MiB {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576}"));
    }

    private static async Task ReadTableAsync(IPAddress agent, string community, ObjectIdentifier entry, uint columns, int rowsPerRequest)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using SnmpClient client = new(new IPEndPoint(agent, SnmpClient.DefaultPort), new CommunitySecurity(SnmpVersion.V2C, community));
        TableRequest request = new([.. Enumerable.Range(1, (int)columns).Select(column => entry.Append((uint)column))]) { RowsPerRequest = rowsPerRequest };
        SnmpTable table = await client.ReadTableAsync(request, CancellationToken.None);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seconds {watch.Elapsed.TotalSeconds:0.00} rows {table.Rows.Count} cells {table.Rows.Sum(row => row.Columns.Count)} requests {table.Requests} complete {table.IsComplete}"));
    }

    private static IPAddress Offset(IPAddress first, int index)
    {
        byte[] bytes = first.GetAddressBytes();
        uint value = (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) + (uint)index;
        return new IPAddress(new[] { (byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value });
    }
}
