// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text;
using PracticeNetSec.Http;
using PracticeNetSec.Probing;

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
    private const int FirstError = 400; // HTTP status; 404 without a site, 400 for another host name, 503 where it is stopped
    private const int GoPreamble = 100; // characters: document type and viewport
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

    /// <summary>
    /// The service of which this is the start page, where it is one that must stay inside: a store of images, a search index, a host of
    /// containers. Null for any other page.
    /// </summary>
    public static string? OfPage(HttpReply page)
    {
        string server = page.Headers.TryGetValue("Server", out string? name) ? name : "";
        return Starts(server, "Orthanc") || Contains(page.Body, "Orthanc Explorer") || page.Challenges.Any(challenge => Contains(challenge, "Orthanc")) || Contains(page.Address.AbsolutePath, "/app/explorer.html") ? "orthanc"
            : Contains(page.Body, "You Know, for Search") || page.Challenges.Any(challenge => Contains(challenge, "ApiKey")) ? "elasticsearch"
            : Starts(server, "Docker/") || page.Headers.ContainsKey("Docker-Experimental") || page.Headers.ContainsKey("Api-Version") ? "docker"
            : ListsItsFiles(page, server) ? FileListing.Service
            : null;
    }

    /// <summary>True for the answer to OPTIONS of a server that shares files over WebDAV without a login: its DAV field (RFC 4918 section 10.1).</summary>
    public static bool IsWebDav(HttpReply options) => options.Status < FirstError && options.Headers.ContainsKey("DAV");

    /// <summary>True for a status of an error (RFC 9110 sections 15.5 and 15.6).</summary>
    public static bool IsError(HttpReply page) => page.Status >= FirstError;

    /// <summary>
    /// True for the answer of Windows' HTTP.sys where no site has the address: what is served below other paths, the remote
    /// management of Windows at /wsman among it ([MS-WSMV] section 2.2.1), it does not show.
    /// </summary>
    public static bool IsWithoutSite(HttpReply page) => page.Status >= FirstError && page.Headers.TryGetValue("Server", out string? server) && Starts(server, "Microsoft-HTTPAPI/");

    /// <summary>True for an answer to <see cref="RdpRequest"/>.</summary>
    public static bool IsRdp(byte[] answer) => answer.Length > ConfirmAt && answer[0] == TpktVersion && answer[1] == 0 && (answer[ConfirmAt] & 0xF0) == ConnectionConfirm;

    /// <summary>True for an answer to <see cref="TlsRequest"/>: a record of a handshake or an alert (RFC 5246 section 6.2.1).</summary>
    public static bool IsTls(byte[] answer) => answer.Length > 2 && answer[0] is TlsHandshake or TlsAlert && answer[1] == 3;

    /// <summary>Besides those with a title of their own: IIS, HFS, and the file server of Go's library, whose list has no title.</summary>
    private static bool ListsItsFiles(HttpReply page, string server)
    {
        string title = PageText.Title(page.Body) ?? "";
        return page.Status < FirstError && (
            FileListing.IsTitle(title)
            || (FileListing.MayBeIis(title) && page.Body.IndexOf("<hr>", StringComparison.OrdinalIgnoreCase) is >= 0 and int line && page.Body.IndexOf("<pre>", line, StringComparison.OrdinalIgnoreCase) >= 0)
            || Starts(server, "HFS ")
            || (title.Length == 0 && page.Body.IndexOf("<pre>\n<a href=", StringComparison.Ordinal) is >= 0 and < GoPreamble));
    }

    private static bool IsMySql(byte[] bytes) =>
        bytes.Length > MySqlHeader && bytes[3] == 0 && bytes[MySqlHeader] is MySqlProtocol or MySqlError
        && (bytes[0] | bytes[1] << 8 | bytes[2] << 16) == bytes.Length - MySqlHeader;

    private static bool Contains(string text, string sign) => text.IndexOf(sign, StringComparison.Ordinal) >= 0;

    private static bool Starts(string text, string sign) => text.StartsWith(sign, StringComparison.Ordinal);
}
