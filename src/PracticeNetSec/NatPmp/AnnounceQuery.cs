// SPDX-License-Identifier: MIT
using System.Net;

namespace PracticeNetSec.NatPmp;

/// <summary>
/// The only PCP request that is sent: ANNOUNCE, which changes nothing (RFC 6887 §14.1). Its answer shows that a PCP server is there. PCP has
/// no request that lists mappings, and MAP and PEER make them (§11, §12): nothing here can write one.
/// </summary>
internal static class AnnounceQuery
{
    private const byte Version = 2;
    private const byte Answer = 128; // response bit and opcode 0
    private const int HeaderLength = 24; // §7.1
    private const int ClientAt = 8;
    private const int ResultAt = 3;

    /// <summary>Version 2, opcode 0, a lifetime of 0 (§14.1.1), and the client's address; one of IPv4 as IPv4-mapped (§5).</summary>
    /// <param name="client">The address that the request is sent from: a server refuses another one (§8.1), which answers as well.</param>
    public static byte[] Encode(IPAddress client)
    {
        byte[] request = new byte[HeaderLength];
        request[0] = Version;
        client.MapToIPv6().GetAddressBytes().CopyTo(request, ClientAt);
        return request;
    }

    /// <summary>True for the answer of a PCP server, a refusal included (§7.2). A gateway that knows NAT-PMP alone answers in version 0 (RFC 6886 §3.5).</summary>
    public static bool IsAnswer(byte[] datagram) => datagram.Length > ResultAt && datagram[0] == Version && datagram[1] == Answer;
}
