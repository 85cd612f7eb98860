// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Text;
using PracticeNetSec.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Upnp;

/// <summary>What miniupnpd said, IGD:1 and IGD:2, and what a device may say that is not honest.</summary>
public class DecoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_recorded_description_has_the_router_and_its_control_URL(int version)
    {
        DeviceDescription description = DeviceDescription.Decode(UpnpSample.Text($"miniupnpd-igd{version}-description.xml"), UpnpSample.Location);

        Assert.Equal($"urn:schemas-upnp-org:device:InternetGatewayDevice:{version}", description.DeviceType);
        Assert.Equal(("Labor", "Laborrouter", "LAB0001"), (description.Manufacturer, description.ModelName, description.SerialNumber));
        UpnpService service = Assert.Single(description.OfType($"urn:schemas-upnp-org:service:WANIPConnection:{version}"));
        Assert.Equal(new Uri("http://192.168.3.1:5000/ctl/IPConn"), service.ControlUrl);
        Assert.Equal(0, description.ForeignServices);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_recorded_search_response_has_the_location(int version)
    {
        SsdpReply reply = SsdpReply.Decode(UpnpSample.Bytes($"miniupnpd-igd{version}-search.bin"));

        Assert.Equal(UpnpSample.Location, reply.Location);
        Assert.Equal(SsdpSearch.Gateways[version - 1], reply.Target);
        Assert.Contains("MiniUPnPd/2.3.1", reply.Server);
    }

    [Theory]
    [InlineData(1, 604800)]
    [InlineData(2, 604758)]
    public void A_recorded_mapping_keeps_every_value(int version, int lease)
    {
        SoapAnswer answer = SoapAnswer.Decode(UpnpSample.Text($"miniupnpd-igd{version}-mapping.xml"), UpnpAction.GetGenericPortMappingEntry);
        PortMapping mapping = PortMapping.Decode(answer);

        Assert.Equal(("tcp", 8443, "192.168.3.20", 443), (mapping.Protocol, mapping.ExternalPort, mapping.InternalClient, mapping.InternalPort));
        Assert.Equal(((string?)null, true, "Terminserver", (uint?)lease), (mapping.RemoteHost, mapping.Enabled, mapping.Description, mapping.LeaseSeconds));
    }

    [Theory]
    [InlineData("mapping-end", 713, "SpecifiedArrayIndexInvalid")]
    [InlineData("unknown-action", 401, "Invalid Action")]
    public void A_recorded_error_keeps_its_code_and_text(string sample, int code, string words)
    {
        SoapAnswer answer = SoapAnswer.Decode(UpnpSample.Text($"miniupnpd-igd2-{sample}.xml"), UpnpAction.GetGenericPortMappingEntry);

        Assert.Equal((code, words), (answer.ErrorCode, answer.ErrorText));
    }

    [Fact]
    public void The_external_address_is_read() => Assert.Equal(
        "11.0.0.1",
        SoapAnswer.Decode(UpnpSample.Text("miniupnpd-igd1-address.xml"), UpnpAction.GetExternalIPAddress).Value("NewExternalIPAddress"));

    [Fact]
    public void An_answer_to_another_action_is_rejected() => Assert.Throws<UpnpFormatException>(() =>
        SoapAnswer.Decode(UpnpSample.Text("miniupnpd-igd1-address.xml"), UpnpAction.GetPortMappingNumberOfEntries));

    [Theory]
    [InlineData("http://192.168.3.9/ctl")]
    [InlineData("//192.168.3.9/ctl")]
    [InlineData("http://192.168.3.1@192.168.3.9/ctl")]
    [InlineData("http://user:secret@192.168.3.1/ctl")]
    [InlineData("ftp://192.168.3.1/ctl")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://router.example/ctl")]
    public void A_control_URL_on_another_host_is_never_requested(string controlUrl)
    {
        DeviceDescription description = DeviceDescription.Decode(Description(controlUrl), UpnpSample.Location);

        Assert.Empty(description.Services);
        Assert.Equal(1, description.ForeignServices);
    }

    [Theory]
    [InlineData("http://192.168.3.9:5000/")]
    [InlineData("http://[::1]/")]
    public void A_URLBase_on_another_host_excludes_every_service(string urlBase)
    {
        DeviceDescription description = DeviceDescription.Decode(Description("/ctl", $"<URLBase>{urlBase}</URLBase>"), UpnpSample.Location);

        Assert.Empty(description.Services);
    }

    [Fact]
    public void A_URLBase_on_the_router_moves_relative_URLs()
    {
        DeviceDescription description = DeviceDescription.Decode(Description("ctl", "<URLBase>http://192.168.3.1:2189/a/</URLBase>"), UpnpSample.Location);

        Assert.Equal(new Uri("http://192.168.3.1:2189/a/ctl"), Assert.Single(description.Services).ControlUrl);
    }

    [Theory]
    [InlineData("<!DOCTYPE r [<!ENTITY a \"&#65;&#65;\"><!ENTITY b \"&a;&a;\">]><root><device><modelName>&b;</modelName></device></root>")]
    [InlineData("<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><root/>")]
    [InlineData("<root>&unknown;</root>")]
    [InlineData("<html><title>Login</title></html>")]
    [InlineData("")]
    [InlineData("{\"root\":1}")]
    public void Entities_and_other_documents_are_refused(string body) =>
        Assert.Throws<UpnpFormatException>(() => DeviceDescription.Decode(body, UpnpSample.Location));

    [Fact]
    public void Depth_and_number_of_elements_are_bounded()
    {
        Assert.Throws<UpnpFormatException>(() => BoundedXml.Read(string.Concat(Enumerable.Repeat("<a>", 80_000))));
        Assert.Throws<UpnpFormatException>(() => BoundedXml.Read("<a>" + string.Concat(Enumerable.Repeat("<b/>", 10_000)) + "</a>"));
    }

    [Fact]
    public void A_long_text_is_cut_and_has_no_line_breaks()
    {
        string text = BoundedXml.Read($"<a>x\n{new string('y', 5000)}</a>").Leaves.Single().Value;

        Assert.StartsWith("x y", text);
        Assert.Equal(512, text.Length);
    }

    [Theory]
    [InlineData("NewExternalPort", "65536")]
    [InlineData("NewExternalPort", "-1")]
    [InlineData("NewExternalPort", "449-440")]
    [InlineData("NewExternalPort", "0-449")]
    [InlineData("NewExternalPort", "440-449-450")]
    [InlineData("NewExternalPort", "440-65536")]
    [InlineData("NewInternalPort", "")]
    [InlineData("NewProtocol", "SCTP")]
    [InlineData("NewEnabled", "perhaps")]
    public void An_impossible_mapping_is_no_mapping(string argument, string value) =>
        Assert.Throws<UpnpFormatException>(() => PortMapping.Decode(Answer((argument, value))));

    [Theory]
    [InlineData("")]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    [InlineData("any")]
    [InlineData("ALL")]
    [InlineData("0.0.0.0/0")]
    [InlineData("0.0.0.0/0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::/0")]
    [InlineData("überall im Netz")]
    public void An_unrestricted_remote_host_has_several_spellings(string remote) => Assert.Null(PortMapping.Decode(Answer(("NewRemoteHost", remote))).RemoteHost);

    [Theory]
    [InlineData("203.0.113.7")]
    [InlineData("198.51.100.0/24")]
    [InlineData("labor.example")]
    public void A_restricted_remote_host_is_an_address_a_network_or_a_name(string remote) => Assert.Equal(remote, PortMapping.Decode(Answer(("NewRemoteHost", remote))).RemoteHost);

    [Fact]
    public void A_mapping_keeps_its_restriction_and_state()
    {
        PortMapping mapping = PortMapping.Decode(Answer(("NewRemoteHost", "203.0.113.7"), ("NewEnabled", "0")));

        Assert.Equal(("203.0.113.7", false), (mapping.RemoteHost, mapping.Enabled));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nST: x\r\n\r\n")]
    [InlineData("HTTP/1.1 404 Not Found\r\nLOCATION: http://192.168.3.1/\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nLOCATION: rootDesc.xml\r\n\r\n")]
    [InlineData("NOTIFY * HTTP/1.1\r\nLOCATION: http://192.168.3.1/\r\n\r\n")]
    [InlineData("")]
    public void Anything_else_is_no_answer_to_a_search(string datagram) =>
        Assert.Throws<UpnpFormatException>(() => SsdpReply.Decode(Encoding.ASCII.GetBytes(datagram)));

    [Fact]
    public void A_search_goes_to_one_host_and_requests_gateways()
    {
        string search = Encoding.ASCII.GetString(SsdpSearch.Encode(new IPEndPoint(IPAddress.Parse("192.168.3.1"), 1900), SsdpSearch.Gateways[0]));

        Assert.StartsWith("M-SEARCH * HTTP/1.1\r\nHOST: 192.168.3.1:1900\r\n", search);
        Assert.Contains("\r\nMAN: \"ssdp:discover\"\r\n", search);
        Assert.EndsWith("\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n\r\n", search);
    }

    private static string Description(string controlUrl, string before = "") =>
        $"<root>{before}<device><serviceList><service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType>"
        + $"<controlURL>{controlUrl}</controlURL></service></serviceList></device></root>";

    private static SoapAnswer Answer(params (string Name, string Value)[] instead)
    {
        string body = UpnpSample.Text("miniupnpd-igd1-mapping.xml");
        foreach ((string name, string value) in instead)
        {
            int start = body.IndexOf($"<{name}>", StringComparison.Ordinal) + name.Length + 2;
            int end = body.IndexOf($"</{name}>", StringComparison.Ordinal);
            body = body.Remove(start, end - start).Insert(start, value);
        }

        return SoapAnswer.Decode(body, UpnpAction.GetGenericPortMappingEntry);
    }
}
