// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>What gateways report about IPv6 over UPnP, and what is made of it where they report nothing.</summary>
public sealed class UpnpIPv6Tests
{
    [Theory]
    [InlineData("1", "0", true, false)]
    [InlineData("0", "1", false, true)]
    [InlineData("yes", "no", true, false)]
    [InlineData("", "2", null, null)]
    public async Task The_state_of_the_filter_for_IPv6_is_read(string enabled, string allowed, bool? expected, bool? pinholes)
    {
        using LoopbackWeb router = new(async (request, stream, stop) => await stream.WriteAsync(LoopbackWeb.Asked(request) switch
        {
            "GetFirewallStatus" => Soap.Answer("GetFirewallStatus", ("FirewallEnabled", enabled), ("InboundPinholeAllowed", allowed)),
            "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", "198.51.100.7")),
            "GetGenericPortMappingEntry" => Soap.Error(713),
            _ => LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl"), ("urn:schemas-upnp-org:service:WANIPv6FirewallControl:1", "/6fc"))),
        }, stop));

        IPv6Status? reported = (await UpnpReading.ReadAsync(router)).IPv6;

        Assert.Equal((expected, pinholes), (reported?.FirewallEnabled, reported?.InboundPinholeAllowed));
    }

    [Theory]
    [InlineData("AVM Berlin", "2001:db8::1", "2001:db8:1::", "56", "2001:db8::1", "2001:db8:1::/56")]
    [InlineData("AVM Berlin", "::", "::", "0", null, null)]
    [InlineData("AVM Berlin", "fe80::1", "fd00::", "64", null, null)]
    [InlineData("AVM Berlin", "2001:db8::1", "2001:db8:1::", "129", "2001:db8::1", "2001:db8:1::")]
    [InlineData("Vendor", "2001:db8::1", "2001:db8:1::", "56", null, null)]
    public async Task A_FRITZ_Box_reports_its_IPv6_address_and_prefix(string vendor, string address, string prefix, string length, string? ownAddress, string? ownPrefix)
    {
        using LoopbackWeb router = new(async (request, stream, stop) => await stream.WriteAsync(LoopbackWeb.Asked(request) switch
        {
            "X_AVM_DE_GetExternalIPv6Address" => Soap.Answer("X_AVM_DE_GetExternalIPv6Address", ("NewExternalIPv6Address", address)),
            "X_AVM_DE_GetIPv6Prefix" => Soap.Answer("X_AVM_DE_GetIPv6Prefix", ("NewIPv6Prefix", prefix), ("NewPrefixLength", length)),
            "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", "198.51.100.7")),
            "GetGenericPortMappingEntry" => Soap.Error(713),
            _ => LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl")).Replace("Vendor", vendor, StringComparison.Ordinal)),
        }, stop));

        IPv6Status? reported = (await UpnpReading.ReadAsync(router)).IPv6;

        Assert.Equal(ownAddress, reported?.Addresses.SingleOrDefault());
        Assert.Equal(ownPrefix, reported?.Prefix);
    }

    /// <summary>A gateway that offers the service and refuses the action that it requires has withheld the state of its filter.</summary>
    [Theory]
    [InlineData(401, true)]
    [InlineData(602, true)]
    [InlineData(501, true)]
    [InlineData(606, true)]
    [InlineData(0, true)] // an answer without the value
    public async Task A_refusal_that_does_not_say_that_there_is_none_leaves_IPv6_unanswered(int code, bool expected)
    {
        using LoopbackWeb router = new(async (request, stream, stop) => await stream.WriteAsync(LoopbackWeb.Asked(request) switch
        {
            "GetFirewallStatus" => code == 0 ? Soap.Answer("GetFirewallStatus", ("FirewallEnabled", "")) : Soap.Error(code),
            "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", "198.51.100.7")),
            "GetGenericPortMappingEntry" => Soap.Error(713),
            _ => LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl"), ("urn:schemas-upnp-org:service:WANIPv6FirewallControl:1", "/6fc"))),
        }, stop));

        Assert.Equal(expected, (await UpnpReading.ReadAsync(router)).IPv6?.IsUnanswered ?? false);
    }

    /// <summary>A box that is busy may lose one question, and one that refuses it has no IPv6 to report.</summary>
    [Theory]
    [InlineData(0, false, "2001:db8::1")]
    [InlineData(1, false, "2001:db8::1")]
    [InlineData(2, true, null)]
    [InlineData(int.MaxValue, true, null)]
    public async Task A_question_about_IPv6_that_stays_unanswered_is_not_taken_for_no(int lost, bool isUnanswered, string? expected)
    {
        int asked = 0;
        using LoopbackWeb router = new(async (request, stream, stop) =>
        {
            if (LoopbackWeb.Asked(request) == "X_AVM_DE_GetExternalIPv6Address" && Interlocked.Increment(ref asked) <= lost)
            {
                await Task.Delay(System.Threading.Timeout.Infinite, stop);
            }

            await stream.WriteAsync(LoopbackWeb.Asked(request) switch
            {
                "X_AVM_DE_GetExternalIPv6Address" => Soap.Answer("X_AVM_DE_GetExternalIPv6Address", ("NewExternalIPv6Address", "2001:db8::1")),
                "X_AVM_DE_GetIPv6Prefix" => Soap.Error(401),
                "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", "198.51.100.7")),
                "GetGenericPortMappingEntry" => Soap.Error(713),
                _ => LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl")).Replace("Vendor", "AVM", StringComparison.Ordinal)),
            }, stop);
        });

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Equal((isUnanswered, expected), (reading.IPv6!.IsUnanswered, reading.IPv6.Addresses.SingleOrDefault()));
        Assert.Equal(isUnanswered, reading.Reports.Single().Detail.StatedWithParts().Contains(EvidenceOf.UpnpIpv6Unanswered()));
    }

    /// <summary>Seen: an address that could not be read counted as a line without IPv6.</summary>
    [Theory]
    [InlineData("2001:db8::xyz", "::", true)]
    [InlineData("::", "2001:db8:1::/56", true)]
    [InlineData("198.51.100.7", "::", true)]
    [InlineData("", "", false)]
    [InlineData("::", "::", false)]
    [InlineData("fe80::1", "fd00::", false)]
    public async Task An_address_of_a_FRITZ_Box_that_cannot_be_read_is_no_answer(string address, string prefix, bool expected)
    {
        using LoopbackWeb router = new(async (request, stream, stop) => await stream.WriteAsync(
            Box(request, address, prefix) ?? LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl")).Replace("Vendor", "AVM", StringComparison.Ordinal)), stop));

        Assert.Equal(expected, (await UpnpReading.ReadAsync(router)).IPv6?.IsUnanswered ?? false);
    }

    [Fact]
    public async Task An_answer_without_the_address_is_none()
    {
        using LoopbackWeb router = new(async (request, stream, stop) => await stream.WriteAsync(LoopbackWeb.Asked(request) switch
        {
            "X_AVM_DE_GetExternalIPv6Address" => Soap.Answer("X_AVM_DE_GetExternalIPv6Address", ("NewPrefixLength", 64)),
            _ => Box(request, "::", "::") ?? LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl")).Replace("Vendor", "AVM", StringComparison.Ordinal)),
        }, stop));

        Assert.True((await UpnpReading.ReadAsync(router)).IPv6?.IsUnanswered);
    }

    /// <summary>Seen: of a device with several connections only the first was asked, and the line was another one.</summary>
    [Fact]
    public async Task Every_connection_and_every_filter_of_a_device_is_asked()
    {
        const string Filter = "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1";
        using LoopbackWeb router = new(async (request, stream, stop) => await stream.WriteAsync((LoopbackWeb.Asked(request), request.Contains("/second", StringComparison.Ordinal)) switch
        {
            ("GetFirewallStatus", bool isSecond) => Soap.Answer("GetFirewallStatus", ("FirewallEnabled", isSecond ? 0 : 1), ("InboundPinholeAllowed", isSecond ? 1 : 0)),
            ("GetExternalIPAddress", bool isSecond) => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", isSecond ? "198.51.100.8" : "198.51.100.7")),
            (_, true) when Box(request, "2001:db8::2", "2001:db8:2::") is byte[] second => second,
            (_, false) when Box(request, "::", "::") is byte[] first => first,
            _ => LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/first"), (Soap.Igd, "/second"), (Filter, "/first6"), (Filter, "/second6")).Replace("Vendor", "AVM", StringComparison.Ordinal)),
        }, stop));

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Equal(["2001:db8::2"], reading.IPv6!.Addresses);
        Assert.Equal(("2001:db8:2::/56", false, true), (reading.IPv6.Prefix, reading.IPv6.FirewallEnabled, reading.IPv6.InboundPinholeAllowed));
        Assert.Equal(["198.51.100.7", "198.51.100.8"], reading.WanAddresses);
        Assert.True(reading.Reports.Single().Complete);
        Assert.Contains(EvidenceOf.UpnpIpv6PinholesAllowed(), reading.Reports.Single().Detail.StatedWithParts());
    }

    /// <summary>A description may offer any number of connections; what is left out of them is not known.</summary>
    [Fact]
    public async Task A_device_with_more_connections_than_are_asked_was_not_read_completely()
    {
        using LoopbackWeb router = new(async (request, stream, stop) => await stream.WriteAsync(LoopbackWeb.Asked(request) switch
        {
            "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", "198.51.100.7")),
            _ => Box(request, "::", "::") ?? LoopbackWeb.Reply(Soap.Description([.. Enumerable.Range(0, 6).Select(number => (Soap.Igd, $"/ctl{number}"))])),
        }, stop));

        SourceReport report = (await UpnpReading.ReadAsync(router)).Reports.Single();

        Assert.False(report.Complete);
        Assert.Contains(EvidenceOf.UpnpServicesNotRead(2), report.Detail.StatedWithParts());
    }

    /// <summary>Null for a request that is none about addresses and mappings.</summary>
    private static byte[]? Box(string request, string address, string prefix) => LoopbackWeb.Asked(request) switch
    {
        "X_AVM_DE_GetExternalIPv6Address" => Soap.Answer("X_AVM_DE_GetExternalIPv6Address", ("NewExternalIPv6Address", address)),
        "X_AVM_DE_GetIPv6Prefix" => Soap.Answer("X_AVM_DE_GetIPv6Prefix", ("NewIPv6Prefix", prefix), ("NewPrefixLength", 56)),
        "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", "198.51.100.7")),
        "GetGenericPortMappingEntry" => Soap.Error(713),
        _ => null,
    };
}
