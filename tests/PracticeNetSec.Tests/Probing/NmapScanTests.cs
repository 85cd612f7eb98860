// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck.Xunit;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
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

    [Theory]
    [InlineData("praxis.example")]
    [InlineData("203.0.113.1; rm -r /")]
    [InlineData("")]
    public void A_host_without_a_valid_address_is_left_out(string address) =>
        Assert.Empty(Read(Scan.Replace("addr=\"203.0.113.1\"", $"addr=\"{address}\"", System.StringComparison.Ordinal)));

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

    /// <summary>A PTR record is what the holder of the address wrote: piped on, an account would go where that leads.</summary>
    [Fact]
    public void A_PTR_record_is_not_the_name_of_a_host()
    {
        NmapHost host = Assert.Single(Read(Scan.Replace("type=\"user\"", "type=\"PTR\"", System.StringComparison.Ordinal)));

        Assert.Null(host.HostName);
        Assert.All(host.Ports, port => Assert.Equal("203.0.113.1", port.ComputerName));
    }

    [Fact]
    public void A_host_name_of_a_scan_contains_no_control_characters()
    {
        NmapHost host = Assert.Single(Read(Scan.Replace("praxis.example", "praxis&#x9b;31m&#x202e;.example", System.StringComparison.Ordinal)));

        Assert.Equal("praxis 31m .example", host.HostName);
    }

    [Fact]
    public void Extraports_get_their_state()
    {
        NmapHost host = Assert.Single(Read(Scan));

        Assert.Equal(13, host.Ports.Count);
        Assert.Equal(PortState.Filtered, State(host, 439));
        Assert.Equal(PortState.Filtered, State(host, 450));
    }

    [Fact]
    public void Two_extraports_states_leave_the_remaining_ports_unmeasured()
    {
        string twice = Scan.Replace("<extraports", "<extraports state=\"closed\" count=\"1\"/><extraports");

        NmapHost host = Assert.Single(Read(twice));

        Assert.Equal(new[] { 80, 444, 445 }, host.Ports.Select(port => port.Port));
    }

    [Theory]
    [InlineData("closed", "open|filtered")] // nmap -sF: silence where everything else refused
    [InlineData("filtered", "unfiltered")] // nmap -sA
    public void A_listed_port_without_a_conclusive_state_does_not_get_that_of_extraports(string rest, string state)
    {
        NmapHost host = Assert.Single(Read(Scan
            .Replace("extraports state=\"filtered\"", $"extraports state=\"{rest}\"", System.StringComparison.Ordinal)
            .Replace("portid=\"445\"><state state=\"open\"", $"portid=\"445\"><state state=\"{state}\"", System.StringComparison.Ordinal)));

        Assert.DoesNotContain(host.Ports, port => port.Port == 445);
        Assert.Contains(host.Ports, port => port.Port == 446);
    }

    [Fact]
    public void Fewer_ports_in_extraports_than_were_asked_leave_the_remaining_ports_unmeasured()
    {
        NmapHost host = Assert.Single(Read(Scan.Replace("count=\"10\"", "count=\"7\"")));

        Assert.Equal(new[] { 80, 444, 445 }, host.Ports.Select(port => port.Port));
    }

    [Theory]
    [InlineData("<finished time=\"1574380802\" exit=\"error\"/>")]
    [InlineData("<finished time=\"1574380802\" errormsg=\"Error resolving name localhost\"/>")]
    public void An_error_of_nmap_itself_follows_its_hosts(string finished)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(Scan.Replace("<finished time=\"1574380802\"/>", finished)));
        List<NmapHost> seen = new();

        Assert.Throws<InvalidDataException>(() => Collect(stream, seen));
        Assert.Single(seen);
    }

    [Fact]
    public void A_scan_of_every_port_is_read()
    {
        NmapHost host = Assert.Single(Read(Scan.Replace("80,439-450", "1-65535").Replace("count=\"10\"", "count=\"65532\"")));

        // Ports that neither decide nor are near an open one are counted, and not kept one by one.
        Assert.Equal(65535, host.StatedPorts);
        Assert.Subset(host.Ports.Select(port => port.Port).ToHashSet(), PortList.Default.ToHashSet());
        Assert.InRange(host.Ports.Count, 79, 200);
    }

    [Fact]
    public void A_list_that_repeats_every_port_is_bounded()
    {
        string services = string.Join(',', System.Linq.Enumerable.Repeat("1-65535", 2_000));
        long before = System.GC.GetTotalMemory(true);

        NmapHost host = Assert.Single(Read(Scan.Replace("services=\"80,439-450\"", $"services=\"{services}\"", System.StringComparison.Ordinal).Replace("count=\"10\"", "count=\"65532\"")));

        Assert.Equal(65535, host.StatedPorts);
        Assert.InRange(System.GC.GetTotalMemory(true) - before, long.MinValue, 64L * 1024 * 1024);
    }

    [Fact]
    public void Script_output_identifies_router_and_devices_by_the_same_signs()
    {
        string scan = Scan
            .Replace("<service name=\"http\" method=\"table\" conf=\"3\"/>", "<script id=\"http-title\" output=\"FRITZ!Box 7590&#xa;Requested resource was http://203.0.113.1/\"/>", System.StringComparison.Ordinal)
            .Replace("<port protocol=\"tcp\" portid=\"445\"><state state=\"open\" reason=\"syn-ack\" reason_ttl=\"0\"/>", "<port protocol=\"tcp\" portid=\"443\"><state state=\"open\" reason=\"syn-ack\"/><script id=\"ssl-cert\" output=\"Subject: commonName=QNAP NAS/organizationName=QNAP Systems Inc./countryName=TW&#xa;Issuer: commonName=x\"/>", System.StringComparison.Ordinal);

        RouterExposure router = RouterExaminer.AssessScan(Assert.Single(Read(scan)), null, default);

        Assert.Equal(("AVM", "FRITZ!Box 7590"), (router.Identity.Vendor, router.Identity.Model));
        Assert.Equal(("QNAP", 443), (Assert.Single(router.Devices).Vendor, router.Devices[0].Ports[0]));
        Assert.Contains(router.Findings, finding => finding.RuleId == "router.nas-reachable");
        Assert.Equal(PracticeNetSec.Model.Verdict.Exposed, router.Verdict);
    }

    /// <summary>That a port speaks HTTP does not show what it serves: nmap's scripts do, where they ran.</summary>
    [Theory]
    [InlineData("http-title", "Praxis Dr. Beispiel", "nginx", "http", false)]
    [InlineData("http-title", "Index of /", "nginx", "directory-listing", false)]
    [InlineData("http-title", "203.0.113.1 - /", "Microsoft IIS httpd", "directory-listing", true)]
    [InlineData("http-title", "203.0.113.1 - /", "nginx", "http", true)]
    [InlineData("http-title", "HFS /", "HttpFileServer httpd", "http", true)]
    [InlineData("http-ls", "Volume /", "nginx", "directory-listing", true)]
    [InlineData("http-webdav-scan", "&#xa;  WebDAV type: Apache DAV&#xa;  Directory Listing: &#xa;    /", "Apache httpd", "webdav", true)]
    [InlineData("http-webdav-scan", "&#xa;  WebDAV type: Apache DAV&#xa;  Allowed Methods: PROPFIND", "Apache httpd", "http", true)] // perhaps behind a login
    [InlineData("http-title", "Did not follow redirect to https://praxis.example/", "nginx", "http", true)]
    [InlineData("http-title", "Site doesn&#39;t have a title (text/html).", "nginx", "http", true)]
    [InlineData("http-title", "/", "Caddy httpd", "http", true)]
    [InlineData("http-title", "Not Found", "Microsoft IIS httpd", "http", true)]
    [InlineData("http-title", "401 Unauthorized", "nginx", "http", false)]
    [InlineData("http-server-header", "nginx", "nginx", "http", true)]
    public void A_web_server_is_known_by_its_page(string script, string output, string product, string service, bool isUnread)
    {
        PortResult port = Read(Scan.Replace(
            "<service name=\"http\" method=\"table\" conf=\"3\"/>",
            $"<service name=\"http\" product=\"{product}\" method=\"probed\" conf=\"10\"/><script id=\"{script}\" output=\"{output}\"/>",
            System.StringComparison.Ordinal)).Single().Ports.Single(port => port.Port == 80);

        Assert.Equal((service, isUnread), (port.IdentifiedService, port.IsPageUnread));
    }

    /// <summary>HTTP.sys of Windows answers a page of its own where no site has the address; what nmap did not recognise is not known either.</summary>
    [Theory]
    [InlineData("<service name=\"http\" product=\"Microsoft HTTPAPI httpd\" version=\"2.0\" method=\"probed\" conf=\"10\"/><script id=\"http-title\" output=\"Remote\"/>")]
    [InlineData("<service name=\"tcpwrapped\" method=\"probed\" conf=\"8\"/>")]
    [InlineData("<service name=\"unknown\" method=\"probed\" conf=\"3\"/>")]
    [InlineData("<service name=\"ssl\" method=\"probed\" conf=\"10\"/>")]
    public void A_service_that_does_not_show_itself_is_not_known(string service) => Assert.Null(
        Read(Scan.Replace("<service name=\"http\" method=\"table\" conf=\"3\"/>", service, System.StringComparison.Ordinal)).Single().Ports.Single(port => port.Port == 80).IdentifiedService);

    [Fact]
    public void The_product_of_one_port_is_not_that_of_the_next()
    {
        string ports = "<service name=\"http\" product=\"Microsoft IIS httpd\" method=\"probed\" conf=\"10\"/></port><port protocol=\"tcp\" portid=\"81\"><state state=\"open\" reason=\"syn-ack\"/><script id=\"http-title\" output=\"praxis - /\"/>";

        Assert.Null(Read(Scan.Replace("<service name=\"http\" method=\"table\" conf=\"3\"/>", ports, System.StringComparison.Ordinal)).Single().Ports.Single(port => port.Port == 81).IdentifiedService);
    }

    /// <summary>What lists files names patients as well: that there is a list is kept, the names are not.</summary>
    [Theory]
    [InlineData("http-ls")]
    [InlineData("http-webdav-scan")]
    public void Names_of_files_are_not_kept(string script)
    {
        NmapHost host = Read(Scan.Replace("conf=\"3\"/>", $"conf=\"3\"/><script id=\"{script}\" output=\"Volume / Directory Listing: Mustermann.pdf\"/>", System.StringComparison.Ordinal)).Single();

        Assert.NotNull(host.Ports.Single(port => port.Port == 80).IdentifiedService);
        Assert.DoesNotContain(host.Scripts, kept => kept.Output.Contains("Mustermann", System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_names_a_web_server_without_version_detection()
    {
        PortResult port = Read(Scan.Replace("conf=\"3\"/>", "conf=\"3\"/><script id=\"http-title\" output=\"Praxis\"/>", System.StringComparison.Ordinal)).Single().Ports.Single(port => port.Port == 80);

        Assert.Equal(("http", false), (port.IdentifiedService, port.IsPageUnread));
    }

    /// <summary>A host may show hundreds of scripts; the list that is kept is bounded, what they show of the ports is not.</summary>
    [Fact]
    public void The_last_of_many_scripts_still_names_its_port()
    {
        string scripts = string.Concat(Enumerable.Repeat("<script id=\"banner\" output=\"x\"/>", 300));
        NmapHost host = Read(Scan.Replace(
            "<service name=\"http\" method=\"table\" conf=\"3\"/>",
            $"<service name=\"http\" method=\"probed\" conf=\"10\"/>{scripts}<script id=\"http-ls\" output=\"Volume /\"/>",
            System.StringComparison.Ordinal)).Single();

        Assert.Equal("directory-listing", host.Ports.Single(port => port.Port == 80).IdentifiedService);
        Assert.Equal(256, host.Scripts.Count);
    }

    [Fact]
    public void Script_output_is_bounded()
    {
        string many = string.Concat(Enumerable.Repeat($"<script id=\"http-title\" output=\"{new string('x', 20_000)}\"/>", 400));

        NmapHost host = Assert.Single(Read(Scan.Replace("<service name=\"http\" method=\"table\" conf=\"3\"/>", many, System.StringComparison.Ordinal)));

        Assert.Equal(256, host.Scripts.Count);
        Assert.All(host.Scripts, script => Assert.InRange(script.Output.Length, 0, 4096));
    }

    [Property(MaxTest = 1000)]
    public bool A_damaged_file_gives_hosts_or_one_typed_error(int place, int length, string? instead)
    {
        int at = (place & int.MaxValue) % Scan.Length;
        string damaged = Scan.Remove(at, System.Math.Min((length & int.MaxValue) % 40, Scan.Length - at)).Insert(at, instead ?? "");
        try
        {
            return Read(damaged).All(host => host.Address.Length > 0 && host.Ports.All(port => port.Port is >= 1 and <= 65535));
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    [Fact]
    public void A_truncated_scan_gives_its_complete_hosts_and_then_the_error()
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
