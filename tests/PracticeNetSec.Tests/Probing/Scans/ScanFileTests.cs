// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck.Xunit;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Probing.Scans;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Probing.Scans;

public sealed class ScanFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Samples", "scans");

    [Theory]
    [InlineData("masscan.json", "masscan", "203.0.113.1: 443 Open, 445 Open; 203.0.113.2: 23 Closed, 8080 Open http, udp 161")]
    [InlineData("masscan.list", "masscan", "203.0.113.1: 443 Open, 445 Open; 203.0.113.2: 8080 Open http, udp 161")]
    [InlineData("naabu.json", "naabu", "203.0.113.1 praxis.example.de: 443 Open, 445 Open; 203.0.113.2: 3389 Open")]
    [InlineData("zgrab2.json", "zgrab2", "203.0.113.1 praxis.example.de: 445 Open microsoft-ds; 203.0.113.2: 80 Open http")]
    [InlineData("shodan.json", "Shodan", "203.0.113.1: 443 Open https, 445 Open microsoft-ds, udp 161")]
    [InlineData("censys.json", "Censys", "203.0.113.1: 443 Open https, 445 Open microsoft-ds, udp 161")]
    public void Each_form_is_recognised_and_gives_the_ports_of_each_address(string name, string scanner, string expected)
    {
        NmapHost[] hosts = Read(File.ReadAllBytes(Path.Combine(Folder, name))).ToArray();

        Assert.Equal(expected, string.Join("; ", hosts.Select(Show)));
        Assert.All(hosts, host => Assert.Equal(scanner, host.Scanner));
        Assert.All(hosts, host => Assert.Equal(2026, host.EndedAt.Year));
    }

    [Theory]
    [InlineData(ScanFormat.MasscanJson, "masscan.json")]
    [InlineData(ScanFormat.MasscanList, "masscan.list")]
    [InlineData(ScanFormat.Naabu, "naabu.json")]
    [InlineData(ScanFormat.Zgrab2, "zgrab2.json")]
    [InlineData(ScanFormat.Shodan, "shodan.json")]
    [InlineData(ScanFormat.Censys, "censys.json")]
    [InlineData(ScanFormat.Nmap, "masscan.xml")]
    public void A_form_that_is_stated_must_be_that_of_the_file(ScanFormat format, string name)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(Folder, name));

        Assert.NotEmpty(Read(file, format));
        Assert.Throws<InvalidDataException>(() => Read(file, format == ScanFormat.Naabu ? ScanFormat.Shodan : ScanFormat.Naabu).ToArray());
    }

    [Fact]
    public void The_block_of_2019_is_seen_in_the_XML_of_masscan_that_has_an_element_for_each_port()
    {
        NmapHost[] hosts = Read(File.ReadAllBytes(Path.Combine(Folder, "masscan.xml"))).ToArray();
        RouterExposure router = RouterExaminer.AssessScan(hosts[0], null, Vantage.Outside, Now);

        Assert.Equal(["203.0.113.1", "203.0.113.3"], hosts.Select(host => host.Address));
        Assert.Equal((440, 449), Assert.Single(router.WidenedRanges.Select(range => (range.Start, range.End))));
        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Equal("masscan", Assert.Single(router.Sources).Source);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Port_445_is_exposed_and_a_file_never_clears(string name)
    {
        NmapHost host = Read(File.ReadAllBytes(Path.Combine(Folder, name))).First();

        Assert.Equal(Verdict.Exposed, RouterExaminer.AssessScan(host, null, Vantage.Outside, Now).Verdict);
        host.UdpPorts = [];
        host.Ports = host.Ports.Where(port => port.Port != 445 && port.Port != 443 && port.Port / 10 != 44).ToArray();
        Assert.Equal(Verdict.Undetermined, RouterExaminer.AssessScan(host, null, Vantage.Outside, Now).Verdict);
    }

    [Fact]
    public void A_UDP_port_that_answered_is_assessed_as_in_a_feed()
    {
        NmapHost host = Read(File.ReadAllBytes(Path.Combine(Folder, "masscan.json"))).Last();
        RouterExposure router = RouterExaminer.AssessScan(host, null, Vantage.Outside, Now);

        Assert.Equal(["router.snmp-reachable"], router.Findings.Select(finding => finding.RuleId));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_cut_off_yields_what_is_whole_and_then_the_error(string name)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(Folder, name));
        for (int length = 0; length < file.Length; length += 5)
        {
            List<NmapHost> before = [];
            Exception? error = Record.Exception(() => before.AddRange(Read(file[..length])));
            Assert.True(error is null or InvalidDataException, error?.ToString());
        }

        List<NmapHost> hosts = [];
        byte[] cut = Encoding.UTF8.GetBytes("{\"ip\":\"203.0.113.1\",\"port\":445,\"protocol\":\"tcp\"}\n{\"ip\":\"203.");
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (NmapHost host in Read(cut))
            {
                hosts.Add(host);
            }
        });
        Assert.Equal("203.0.113.1: 445 Open", Show(Assert.Single(hosts)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("{\"a\":1}")]
    [InlineData("open tcp 443")]
    public void Another_file_is_refused(string text) => Assert.Throws<InvalidDataException>(() => Read(Encoding.UTF8.GetBytes(text)).ToArray());

    [Theory]
    [InlineData("{\"ip\":\"203.0.113.1\",\"port\":70000,\"protocol\":\"tcp\"}")]
    [InlineData("{\"ip\":\"12345\",\"port\":80,\"protocol\":\"tcp\"}")]
    [InlineData("{\"ip\":\"203.0.113.1\",\"port\":\"x\",\"protocol\":\"tcp\"}")]
    [InlineData("{\"ip\":[],\"port\":{},\"protocol\":{}}")]
    public void Impossible_values_are_passed_over(string record) =>
        Assert.Empty(Read(Encoding.UTF8.GetBytes(record)));

    [Fact]
    public void A_record_without_an_end_is_refused_in_bounded_memory()
    {
        using RepeatingStream endless = new(Encoding.UTF8.GetBytes("{\"ip\":\"203.0.113.1\",\"ports\":["), Encoding.UTF8.GetBytes("[],"));
        Assert.Throws<InvalidDataException>(() => ScanFile.Read(endless, ScanFormat.Auto).ToArray());
        using RepeatingStream text = new(Encoding.UTF8.GetBytes("{\"ip\":\"203.0.113.1\",\"banner\":\""), Encoding.UTF8.GetBytes("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
        Assert.Throws<InvalidDataException>(() => ScanFile.Read(text, ScanFormat.Auto).ToArray());
    }

    [Fact]
    public void A_hundred_thousand_records_are_joined_in_seconds()
    {
        StringBuilder list = new("#masscan\n");
        for (int index = 0; index < 100_000; index++)
        {
            list.Append(CultureInfo.InvariantCulture, $"open tcp {1 + (index / 1000)} 198.18.{index % 1000 / 250}.{index % 1000 % 250} 1795800000\n");
        }

        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(1000, Read(Encoding.ASCII.GetBytes(list.ToString())).Count());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Property(MaxTest = 300)]
    public bool No_text_makes_the_reader_throw_anything_else(string? text) => new[] { "", "{", "[{\"ip\":", "open tcp ", "{\"ip_str\":\"1.2.3.4\"," }
        .All(start => Record.Exception(() => Read(Encoding.UTF8.GetBytes(start + text)).Count()) is null or InvalidDataException);

    private static IEnumerable<NmapHost> Read(byte[] file, ScanFormat format = ScanFormat.Auto) => ScanFile.Read(new MemoryStream(file), format);

    private static string Show(NmapHost host) =>
        $"{host.Address}{(host.HostName is null ? "" : " " + host.HostName)}: {string.Join(", ", host.Ports.Select(port => $"{port.Port} {port.State}{(port.IdentifiedService is null ? "" : " " + port.IdentifiedService)}").Concat(host.UdpPorts.Select(port => $"udp {port}")))}";

    /// <summary>Begins, and then says the same for ever.</summary>
    private sealed class RepeatingStream(byte[] start, byte[] again) : MemoryStream
    {
        private long _at;

        public override long Position { get => _at; set => _at = value; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (int index = 0; index < count; index++, _at++)
            {
                buffer[offset + index] = _at < start.Length ? start[_at] : again[(_at - start.Length) % again.Length];
            }

            return count;
        }

        public override int Read(Span<byte> buffer)
        {
            byte[] copy = new byte[buffer.Length];
            int read = Read(copy, 0, copy.Length);
            copy.CopyTo(buffer);
            return read;
        }
    }
}
