// SPDX-License-Identifier: MIT
using System.Net;

namespace PracticeNetSec.NatPmp;

/// <summary>A gateway's answer to <see cref="AddressQuery"/> (RFC 6886 §3.2), or a PCP server's without NAT-PMP support (RFC 6887 §9).</summary>
internal sealed class AddressAnswer
{
    private const int NatPmpVersion = 0;
    private const int PcpVersion = 2;
    private const int AddressOpcode = 128; // response bit and opcode 0
    private const int HeaderLength = 4; // version, opcode, result code: every refusal has them
    private const int AddressLength = 12;

    private AddressAnswer(bool isPcp, int result, IPAddress? address)
    {
        IsPcp = isPcp;
        Result = result;
        ExternalAddress = address;
    }

    /// <summary>True when the gateway speaks PCP and no NAT-PMP; PCP cannot request the address without a mapping.</summary>
    public bool IsPcp { get; }

    /// <summary>0 success, 1 unsupported version, 2 refused, 3 network failure, 4 out of resources, 5 unsupported opcode (RFC 6886 §3.5).</summary>
    public int Result { get; }

    /// <summary>Null when the gateway has none or does not report it.</summary>
    public IPAddress? ExternalAddress { get; }

    /// <exception cref="NatPmpFormatException">It is not a response to the request.</exception>
    public static AddressAnswer Decode(byte[] datagram)
    {
        if (datagram.Length < HeaderLength)
        {
            throw new NatPmpFormatException("the datagram is shorter than any answer");
        }

        // PCP: version, response bit and opcode, a reserved byte, a result code of one byte (RFC 6887 §7.2).
        if (datagram[0] == PcpVersion)
        {
            return new AddressAnswer(true, datagram[3], null);
        }

        int result = (datagram[2] << 8) | datagram[3];
        if (datagram[0] != NatPmpVersion || datagram[1] != AddressOpcode)
        {
            throw new NatPmpFormatException("the datagram is no answer to the question for the address");
        }

        if (result == 0 && datagram.Length < AddressLength)
        {
            throw new NatPmpFormatException("the answer is too short to hold an address");
        }

        IPAddress? address = result == 0 ? new IPAddress(new[] { datagram[8], datagram[9], datagram[10], datagram[11] }) : null;
        return new AddressAnswer(false, result, IPAddress.Any.Equals(address) ? null : address);
    }
}
