// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>MyFRITZ services of a FRITZ!Box, read over TR-064: each is a forward, and an opening for IPv6.</summary>
public sealed class MyFritzListTests
{
    private static readonly string Description = Soap.Description(
            (Soap.Dsl + "DeviceInfo:1", "/deviceinfo"),
            (Soap.Dsl + "Layer3Forwarding:1", "/layer3"),
            (Soap.Dsl + "WANPPPConnection:1", "/wanppp"),
            (MyFritzList.ServiceType, "/myfritz"))
        .Replace("urn:schemas-upnp-org:device", "urn:dslforum-org:device", StringComparison.Ordinal);

    [Fact]
    public async Task A_service_is_a_forward_and_an_opening_for_IPv6()
    {
        SourceResult reading = await ReadAsync(_ => Soap.MyFritz(445, 1, "192.168.3.30", "2001:db8:1::30, fd00::30"));

        Assert.Contains("tcp 445 -> 192.168.3.30:445", reading.Forwards.Select(forward => forward.ToString()));
        Assert.Equal(["tcp 445 -> [2001:db8:1::30]:445"], reading.IPv6!.Openings.Select(opening => opening.ToString()));
        Assert.True(reading.Reports.Single().Complete);
        Assert.Contains(EvidenceOf.Tr064MyfritzRead(1), reading.Reports.Single().Detail.StatedWithParts());
    }

    [Theory]
    [InlineData(1, 0, 8000, "192.168.3.20")] // that the list of forwards has already, outside
    [InlineData(1, 0, 443, "192.168.3.20")] // and inside
    [InlineData(0, 0, 445, "192.168.3.30")] // switched off
    [InlineData(1, 2, 445, "192.168.3.30")] // the box could not forward it
    public async Task A_service_without_a_forward_of_its_own_adds_none(int enabled, int warning, int port, string machine)
    {
        SourceResult reading = await ReadAsync(_ => Soap.MyFritz(port, enabled, machine, "", "::10", warning));

        Assert.Equal(["tcp 8000 -> 192.168.3.20:443"], reading.Forwards.Select(forward => forward.ToString()));
        Assert.Empty(reading.IPv6!.Openings);
    }

    [Fact]
    public async Task A_list_that_ends_early_is_not_complete()
    {
        SourceResult reading = await ReadAsync(index => index == 0 ? Soap.MyFritz(445, 1, "", "2001:db8:1::30") : Soap.Error(713), count: 2);

        Assert.Single(reading.IPv6!.Openings);
        Assert.False(reading.Reports.Single().Complete);
        Assert.Contains(reading.Reports.Single().Detail.StatedWithParts(), part => part.Code == EvidenceCode.Tr064MyfritzReadInPart);
    }

    [Theory]
    [InlineData(606, false)] // no right to read it
    [InlineData(401, true)] // no such list
    public async Task A_list_that_is_refused_is_not_taken_for_an_empty_one(int error, bool isComplete)
    {
        SourceResult reading = await ReadAsync(_ => Soap.Error(713), count: -error);

        Assert.Equal(isComplete, reading.Reports.Single().Complete);
        Assert.Single(reading.Forwards);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_leaves_the_others()
    {
        SourceResult reading = await ReadAsync(index => index == 0 ? Soap.MyFritz(0, 1, "", "") : Soap.MyFritz(445, 1, "", "2001:db8:1::30"), count: 2);

        Assert.Single(reading.IPv6!.Openings);
        Assert.False(reading.Reports.Single().Complete);
    }

    /// <param name="service">The answer for the service at an index.</param>
    /// <param name="count">How many there are; negative for an error of that number.</param>
    private static async Task<SourceResult> ReadAsync(Func<int, byte[]> service, int count = 1)
    {
        using LoopbackWeb box = new(request => LoopbackWeb.Asked(request) switch
        {
            "/tr64desc.xml" => LoopbackWeb.Reply(Description),
            "GetSecurityPort" => Soap.Answer("GetSecurityPort", ("NewSecurityPort", 0)),
            "GetDefaultConnectionService" => Soap.Answer("GetDefaultConnectionService", ("NewDefaultConnectionService", "1.WANPPPConnection.1")),
            "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", "198.51.100.7")),
            "GetPortMappingNumberOfEntries" => Soap.Answer("GetPortMappingNumberOfEntries", ("NewPortMappingNumberOfEntries", 1)),
            "GetGenericPortMappingEntry" => Soap.Mapping(8000, 443),
            "GetNumberOfServices" => count < 0 ? Soap.Error(-count) : Soap.Answer("GetNumberOfServices", ("NewNumberOfServices", count)),
            "GetServiceByIndex" => service(Soap.ServiceIndex(request)),
            _ => LoopbackWeb.Reply("", 404),
        });
        using HttpFetcher fetcher = new();
        return await new Tr064Source(fetcher, new Credential("praxis", "geheim-4711"), box.Port).ReadAsync(new RouterTarget("router", IPAddress.Loopback, TimeSpan.FromSeconds(2)), CancellationToken.None);
    }
}
