// SPDX-License-Identifier: MIT
using System.Globalization;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.ProtectionMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>A service of ipSifAliasServiceTable: a protocol and, unlike in the forward table, a first port and a number of ports.</summary>
internal sealed class FirewallService
{
    public const string Table = "ipSifAliasServiceTable";

    private const int UdpAndTcp = 253;
    private const int AnyProtocol = 254;
    private const int FirstPseudoProtocol = 250;
    private const int AllPorts = -1;
    private const int MaxPort = 65535;

    private readonly long _protocol;
    private readonly string? _protocolName;
    private readonly long _first;
    private readonly long _last;
    private readonly bool _asksSource;

    private FirewallService(long index, SnmpValue protocol, long port, long count, bool asksSource)
    {
        Index = index;
        _protocol = protocol.AsInteger()!.Value;
        _protocolName = IpProtocol.Name(protocol);
        (_first, _last) = port == AllPorts ? (0, MaxPort) : (port, port + count - 1);
        _asksSource = asksSource;
    }

    public long Index { get; }

    /// <summary>Reads a row; null when it cannot be read.</summary>
    public static FirewallService? TryRead(SnmpRow row)
    {
        long? port = row[SifService.Port]?.AsInteger();
        long? count = row[SifService.Range]?.AsInteger();
        bool ports = port is >= AllPorts and <= MaxPort && count is >= 1 and <= MaxPort + 1;
        return ports && row[SifService.Index]?.AsInteger() is { } index && row[SifService.Protocol] is { } protocol && protocol.AsInteger() is not null
            ? new FirewallService(index, protocol, port!.Value, count!.Value, row[SifService.SourcePort]?.AsInteger() is > 0)
            : null;
    }

    /// <summary>Whether the service matches packets of this protocol to these ports.</summary>
    public RuleMatch Match(string protocol, int firstPort, int lastPort)
    {
        RuleMatch byProtocol = MatchProtocol(protocol);
        RuleMatch byPort = !HasPorts || !IpProtocol.HasPorts(protocol) || (_first <= firstPort && lastPort <= _last) ? RuleMatch.Certain
            : lastPort < _first || _last < firstPort ? RuleMatch.None
            : RuleMatch.Possible;
        RuleMatch match = byProtocol < byPort ? byProtocol : byPort;
        return match == RuleMatch.Certain && _asksSource ? RuleMatch.Possible : match;
    }

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "protocol {0}, ports {1} to {2}", _protocol, _first, _last);

    private bool HasPorts => _protocol is UdpAndTcp or AnyProtocol || (_protocolName is { } name && IpProtocol.HasPorts(name));

    private RuleMatch MatchProtocol(string protocol) => _protocol switch
    {
        AnyProtocol => RuleMatch.Certain,
        UdpAndTcp => protocol is "tcp" or "udp" ? RuleMatch.Certain : protocol == IpProtocol.Any ? RuleMatch.Possible : RuleMatch.None,

        // What "local", "internet" and "dont-verify" cover is not documented.
        >= FirstPseudoProtocol => RuleMatch.Possible,
        _ => _protocolName == protocol ? RuleMatch.Certain : protocol == IpProtocol.Any ? RuleMatch.Possible : RuleMatch.None,
    };
}
