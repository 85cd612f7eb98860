// SPDX-License-Identifier: MIT
using System;
using System.Text;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>Names a service by the first bytes that it sends, in the names of IANA's registry as <c>Data/ports.json</c> has them.</summary>
internal static class ServiceSign
{
    private const byte TelnetCommand = 0xFF;       // IAC, RFC 854
    private const byte MySqlProtocol = 10;         // HandshakeV10
    private const byte MySqlError = 0xFF;          // ERR_Packet: this host may not connect
    private const int MySqlHeader = 4;             // length (3 bytes, little endian) and sequence
    private const byte TpktVersion = 3;            // RFC 1006 section 6
    private const byte ConnectionConfirm = 0xD0;   // X.224 CC TPDU, MS-RDPBCGR section 2.2.1.2
    private const int ConfirmAt = 5;
    private const byte TlsHandshake = 0x16;
    private const byte TlsAlert = 0x15;

    /// <summary>X.224 Connection Request with RDP_NEG_REQ for TLS and CredSSP (MS-RDPBCGR section 2.2.1.1): no user and no session.</summary>
    public static readonly byte[] RdpRequest = { 3, 0, 0, 19, 14, 0xE0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0 };

    /// <summary>
    /// ClientHello of TLS 1.2 (RFC 5246 section 7.4.1.2) with its extensions for elliptic curves. A server of any version of TLS answers it
    /// with a handshake or an alert, and no library is needed that this machine may not have.
    /// </summary>
    public static readonly byte[] TlsRequest =
    {
        TlsHandshake, 3, 1, 0, 79, 1, 0, 0, 75, 3, 3,
        0x50, 0x4E, 0x53, 0x50, 0x4E, 0x53, 0x50, 0x4E, 0x53, 0x50, 0x4E, 0x53, 0x50, 0x4E, 0x53, 0x50,
        0x4E, 0x53, 0x50, 0x4E, 0x53, 0x50, 0x4E, 0x53, 0x50, 0x4E, 0x53, 0x50, 0x4E, 0x53, 0x50, 0x4E,
        0, // no session
        0, 10, 0xC0, 0x2F, 0xC0, 0x2B, 0xC0, 0x30, 0, 0x9C, 0, 0x2F,
        1, 0, // no compression
        0, 24,
        0, 10, 0, 6, 0, 4, 0, 23, 0, 29, // supported_groups
        0, 11, 0, 2, 1, 0,               // ec_point_formats
        0, 13, 0, 4, 0, 2, 4, 1,         // signature_algorithms
    };

    /// <summary>
    /// P_CONTROL_HARD_RESET_CLIENT_V2 of OpenVPN over TCP (its protocol's network-protocol documentation): length, opcode 7 with key 0, a session id, no acknowledgements, packet 0. A
    /// server without a key for control packets answers with P_CONTROL_HARD_RESET_SERVER_V2.
    /// </summary>
    public static readonly byte[] OpenVpnRequest = { 0, 14, 0x38, 0x50, 0x4E, 0x53, 0x50, 0x4E, 0x53, 0x50, 0x4E, 0, 0, 0, 0, 0 };

    /// <summary>The service that greets so; null for none that is known.</summary>
    /// <param name="bytes">What came unprompted.</param>
    public static string? OfGreeting(byte[] bytes)
    {
        if (IsMySql(bytes))
        {
            return "mysql";
        }

        if (bytes.Length > 1 && bytes[0] == TelnetCommand && bytes[1] is >= 0xFB and <= 0xFE)
        {
            return "telnet";
        }

        string text = Encoding.ASCII.GetString(bytes);
        return Starts(text, "SSH-") ? "ssh"
            : Starts(text, "@RSYNCD:") ? "rsync"
            : Starts(text, "RFB ") ? "rfb"
            : Starts(text, "+OK") ? "pop3"
            : Starts(text, "* OK") ? "imap"
            : Starts(text, "HTTP/") ? "http"
            : !Starts(text, "220") ? null
            : text.IndexOf("FTP", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("FileZilla", StringComparison.OrdinalIgnoreCase) >= 0 ? "ftp"
            : text.IndexOf("SMTP", StringComparison.OrdinalIgnoreCase) >= 0 ? "smtp"
            : null;
    }

    /// <summary>True for an answer to <see cref="RdpRequest"/>.</summary>
    public static bool IsRdp(byte[] answer) => answer.Length > ConfirmAt && answer[0] == TpktVersion && answer[1] == 0 && (answer[ConfirmAt] & 0xF0) == ConnectionConfirm;

    /// <summary>True for an answer to <see cref="OpenVpnRequest"/>: opcode 8 with key 0.</summary>
    public static bool IsOpenVpn(byte[] answer) => answer.Length > 2 && answer[0] == 0 && answer[2] == 0x40;

    /// <summary>True for an answer to <see cref="TlsRequest"/>: a record of a handshake or an alert (RFC 5246 section 6.2.1).</summary>
    public static bool IsTls(byte[] answer) => answer.Length > 2 && answer[0] is TlsHandshake or TlsAlert && answer[1] == 3;

    private static bool IsMySql(byte[] bytes) =>
        bytes.Length > MySqlHeader && bytes[3] == 0 && bytes[MySqlHeader] is MySqlProtocol or MySqlError
        && (bytes[0] | bytes[1] << 8 | bytes[2] << 16) == bytes.Length - MySqlHeader;

    private static bool Starts(string text, string sign) => text.StartsWith(sign, StringComparison.Ordinal);
}
