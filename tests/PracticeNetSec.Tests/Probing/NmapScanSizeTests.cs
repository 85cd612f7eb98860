// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Pipes;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

/// <summary>Scans of every port of many hosts: what a few characters name must not take the memory of what they name.</summary>
public sealed class NmapScanSizeTests
{
    private const string Begin = "<?xml version=\"1.0\"?><nmaprun scanner=\"nmap\" start=\"1795800000\"><scaninfo type=\"syn\" protocol=\"tcp\" numservices=\"65535\" services=\"1-65535\"/>";
    private const string End = "<runstats><finished time=\"1795800999\"/></runstats></nmaprun>";

    private readonly ITestOutputHelper _output;

    public NmapScanSizeTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task Two_thousand_hosts_with_every_port_are_read_and_kept() =>
        Assert.Equal(2_000, await MeasureAsync("2,000 hosts, extraports", 2_000, host => Host(host, "<extraports state=\"closed\" count=\"65532\"/>" + Line(80, "open") + Line(443, "open") + Line(445, "open")), seconds: 10, megabytes: 300));

    [Fact]
    public async Task Hosts_with_a_line_for_every_port_are_read_and_kept()
    {
        string lines = string.Concat(Enumerable.Range(1, 65535).Select(port => Line(port, port is 443 or 445 ? "open" : "closed")));
        Assert.Equal(20, await MeasureAsync("20 hosts, a line for each port", 20, host => Host(host, lines), seconds: 20, megabytes: 60));
    }

    [Fact]
    public async Task Thirteen_kilobytes_that_name_huge_ranges_stay_small() =>
        Assert.Equal(100, await MeasureAsync("13 KB", 100, host => $"<host starttime=\"1\"><address addr=\"198.18.0.{host}\" addrtype=\"ipv4\"/><ports><extraports state=\"closed\" count=\"65535\"/></ports></host>", seconds: 10, megabytes: 40));

    private static string Host(int index, string ports) => FormattableString.Invariant(
        $"<host starttime=\"1795800000\" endtime=\"1795800900\"><status state=\"up\"/><address addr=\"198.18.{index / 250}.{index % 250}\" addrtype=\"ipv4\"/><ports>{ports}</ports></host>");

    private static string Line(int port, string state) => FormattableString.Invariant($"<port protocol=\"tcp\" portid=\"{port}\"><state state=\"{state}\" reason=\"x\" reason_ttl=\"9\"/><service name=\"x\" method=\"table\" conf=\"3\"/></port>");

    private async Task<int> MeasureAsync(string what, int hosts, Func<int, string> host, int seconds, int megabytes)
    {
        // The file is made while it is read, so that the test itself holds nothing of it.
        using AnonymousPipeServerStream end = new(PipeDirection.In);
        AnonymousPipeClientStream begin = new(PipeDirection.Out, end.ClientSafePipeHandle);
        Task writing = Task.Run(() =>
        {
            using StreamWriter writer = new(begin);
            foreach (string part in Enumerable.Range(0, hosts).Select(host).Prepend(Begin).Append(End))
            {
                writer.Write(part);
            }
        });
        long before = GC.GetTotalMemory(true);
        Stopwatch clock = Stopwatch.StartNew();
        List<RouterExposure> kept = NmapScan.Read(end).Select(read => RouterExaminer.AssessScan(read, null, Vantage.Outside)).ToList();
        TimeSpan elapsed = clock.Elapsed;
        await writing;
        long used = (GC.GetTotalMemory(true) - before) / (1024 * 1024);
        _output.WriteLine($"{what}: {elapsed.TotalSeconds:0.0} s, {used} MiB kept");

        Assert.InRange(used, long.MinValue, megabytes);
        Assert.InRange(elapsed.TotalSeconds, 0, seconds * 3); // this machine may be busy with other tests
        return kept.Count;
    }
}
