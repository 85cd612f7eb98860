// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Snmp;
using PracticeNetSec.Tests.Routers.Bintec;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>A router of two lines, and an agent that does not show all of its addresses.</summary>
public sealed class SecondLineTests
{
    private const string Bintec = "1.3.6.1.4.1.272.4.5";
    private const string Ip = "1.3.6.1.2.1.4";
    private const int First = 10001;
    private const int Second = 10002;
    private const int Inside = 1000;

    /// <summary>inetCidrRouteTable shows two default routes: one by the own public address, one by another router, such as one for LTE.</summary>
    [Fact]
    public async Task A_default_route_by_another_router_is_reported_beside_one_with_a_public_address()
    {
        SourceResult reading = await DeviceReading.ReadAsync(TwoLines(), default);

        Assert.Equal(["203.0.113.9"], reading.WanAddresses);
        Assert.Equal(["192.168.8.100"], reading.PrivateWanAddresses);
    }

    /// <summary>ipAddressTable timed out; ipAddrTable has IPv4 alone, so that whether the router has IPv6 is not known.</summary>
    [Fact]
    public async Task An_agent_that_shows_its_IPv4_addresses_alone_has_not_answered_about_IPv6() =>
        Assert.True((await DeviceReading.ReadAsync(new SilentIn(TwoLines(), Ip + ".34.1"), default)).IPv6?.IsUnanswered);

    private static ISnmpSource TwoLines() => ProtectionRows.Source([
        ("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.201.66.69.50.48.0.0"))),
        .. Address("203.0.113.9", First),
        .. Address("192.168.8.100", Second),
        .. Address("192.168.2.1", Inside),
        ($"{Ip}.24.7.1.7.1.4.0.0.0.0.0.2.0.0.1.4.192.168.8.1", SnmpValue.Integer(Second)),
        ($"{Ip}.24.7.1.7.1.4.0.0.0.0.0.2.0.0.1.4.203.0.113.1", SnmpValue.Integer(First)),
        .. Interface(First, 2),
        .. Interface(Second, 2),
        .. Interface(Inside, 1),
        ($"{Bintec}.7.1.1.1", SnmpValue.Integer(1)),
        ($"{Bintec}.45.10.10.0", SnmpValue.Integer(30)),
    ]);

    private static (string, SnmpValue)[] Address(string address, int at) => [($"{Ip}.20.1.1.{address}", ProtectionRows.Address(address)), ($"{Ip}.20.1.2.{address}", SnmpValue.Integer(at))];

    private static (string, SnmpValue)[] Interface(int index, int mode) => [($"{Bintec}.3.1.1.{index}.1", SnmpValue.Integer(index)), ($"{Bintec}.3.1.6.{index}.1", SnmpValue.Integer(mode))];

    /// <summary>An agent that lets every request for one table time out.</summary>
    private sealed class SilentIn(ISnmpSource inner, string table) : ISnmpSource
    {
        public string Kind => inner.Kind;

        public IPAddress? Agent => null;

        public Task<SnmpObjects> GetAsync(System.Collections.Generic.IReadOnlyList<ObjectIdentifier> names, CancellationToken cancellation) => inner.GetAsync(names, cancellation);

        public Task<SnmpTable> ReadTableAsync(TableRequest request, CancellationToken cancellation) =>
            request.Columns[0].ToString().StartsWith($".{table}.", StringComparison.Ordinal)
                ? Task.FromResult(new SnmpTable([], SnmpOutcome.Silent, EvidenceOf.SnmpRowsRepeat(1), 1, outOfOrder: false))
                : inner.ReadTableAsync(request, cancellation);
    }
}
