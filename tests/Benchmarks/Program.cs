using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Probing;

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
            default:
                Console.Error.WriteLine("usage: ports FIRST-ADDRESS COUNT PORT|RANGE…");
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

    private static IPAddress Offset(IPAddress first, int index)
    {
        byte[] bytes = first.GetAddressBytes();
        uint value = (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) + (uint)index;
        return new IPAddress(new[] { (byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value });
    }
}
