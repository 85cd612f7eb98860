using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

public class NmapScanTests
{
    private const string Scan = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE nmaprun>
        <nmaprun scanner="nmap" args="nmap -sT -Pn -n -p 80,439-450 -oX -" start="1574380800" version="7.93" xmloutputversion="1.05">
        <scaninfo type="connect" protocol="tcp" numservices="13" services="80,439-450"/>
        <host starttime="1574380800" endtime="1574380802"><status state="up" reason="user-set" reason_ttl="0"/>
        <address addr="203.0.113.1" addrtype="ipv4"/>
        <hostnames><hostname name="praxis.example" type="user"/></hostnames>
        <ports><extraports state="filtered" count="10"><extrareasons reason="no-response" count="10"/></extraports>
        <port protocol="tcp" portid="80"><state state="open" reason="syn-ack" reason_ttl="0"/><service name="http" method="table" conf="3"/></port>
        <port protocol="tcp" portid="444"><state state="closed" reason="conn-refused" reason_ttl="0"/></port>
        <port protocol="tcp" portid="445"><state state="open" reason="syn-ack" reason_ttl="0"/></port>
        <port protocol="udp" portid="161"><state state="open" reason="udp-response"/></port>
        <port protocol="tcp" portid="99999"><state state="open" reason="syn-ack"/></port>
        </ports></host>
        <host><status state="down" reason="no-response"/><address addr="203.0.113.2" addrtype="ipv4"/></host>
        <runstats><finished time="1574380802"/></runstats></nmaprun>
        """;

    [Fact]
    public void A_host_keeps_its_name_times_and_states()
    {
        NmapHost host = Assert.Single(Read(Scan));

        Assert.Equal("203.0.113.1", host.Address);
        Assert.Equal("praxis.example", host.HostName);
        Assert.Equal(1574380802, host.EndedAt.ToUnixTimeSeconds());
        Assert.Equal(PortState.Open, State(host, 445));
        Assert.Equal(PortState.Closed, State(host, 444));
    }

    [Fact]
    public void The_folded_rest_of_the_ports_gets_its_state_back()
    {
        NmapHost host = Assert.Single(Read(Scan));

        Assert.Equal(13, host.Ports.Count);
        Assert.Equal(PortState.Filtered, State(host, 439));
        Assert.Equal(PortState.Filtered, State(host, 450));
    }

    [Fact]
    public void Two_folded_states_decide_nothing_for_the_rest()
    {
        string twice = Scan.Replace("<extraports", "<extraports state=\"closed\" count=\"1\"/><extraports");

        NmapHost host = Assert.Single(Read(twice));

        Assert.Equal(new[] { 80, 444, 445 }, host.Ports.Select(port => port.Port));
    }

    [Fact]
    public void A_list_that_names_every_port_over_and_over_does_not_fill_us()
    {
        string services = string.Join(',', System.Linq.Enumerable.Repeat("1-65535", 2_000));
        long before = System.GC.GetTotalMemory(true);

        NmapHost host = Assert.Single(Read(Scan.Replace("services=\"80,439-450\"", $"services=\"{services}\"", System.StringComparison.Ordinal)));

        Assert.Equal(65535, host.Ports.Count);
        Assert.InRange(System.GC.GetTotalMemory(true) - before, long.MinValue, 64L * 1024 * 1024);
    }

    [Fact]
    public void A_scan_that_breaks_off_gives_its_whole_hosts_and_then_the_error()
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(Scan[..Scan.IndexOf("<runstats", System.StringComparison.Ordinal)]));
        List<NmapHost> hosts = new();

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => hosts.AddRange(Collect(stream, hosts)));

        Assert.Single(hosts);
        Assert.Contains("nmap -oX", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Nmap scan report for 203.0.113.1")]
    [InlineData("<html><body/></html>")]
    [InlineData("<!DOCTYPE nmaprun [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]><nmaprun>&c;</nmaprun>")]
    public void What_is_not_nmaps_xml_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => Read(text));

    private static PortState State(NmapHost host, int port) => host.Ports.Single(result => result.Port == port).State;

    private static NmapHost[] Read(string text)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        return NmapScan.Read(stream).ToArray();
    }

    private static NmapHost[] Collect(Stream stream, List<NmapHost> seen)
    {
        foreach (NmapHost host in NmapScan.Read(stream))
        {
            seen.Add(host);
        }

        return System.Array.Empty<NmapHost>();
    }
}
