// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.FileServices;

/// <summary>All commands ever sent to an FTP server. There is none for a file, and no password but that of an anonymous login.</summary>
internal static class FtpCommand
{
    /// <summary>Which extensions it has (RFC 2389); <c>AUTH TLS</c> among them.</summary>
    public static ReadOnlySpan<byte> Features => "FEAT\r\n"u8;

    /// <summary>TLS from the reply on (RFC 4217 §4): a server may refuse every user without it, anonymous ones too.</summary>
    public static ReadOnlySpan<byte> AuthTls => "AUTH TLS\r\n"u8;

    /// <summary>Half of a login: it shows whether a password would be required.</summary>
    public static ReadOnlySpan<byte> UserAnonymous => "USER anonymous\r\n"u8;

    /// <summary>What an anonymous login gives in place of a password (RFC 1635): any text, by custom an address. This one reaches nobody.</summary>
    public static ReadOnlySpan<byte> PassAnonymous => "PASS anonymous@example.invalid\r\n"u8;

    /// <summary>A second connection for the list, to the same address (RFC 2428 §3): the server names its port alone.</summary>
    public static ReadOnlySpan<byte> ExtendedPassive => "EPSV\r\n"u8;

    /// <summary>The names in the directory of the login (RFC 959 §4.1.3).</summary>
    public static ReadOnlySpan<byte> NameList => "NLST\r\n"u8;

    public static ReadOnlySpan<byte> Quit => "QUIT\r\n"u8;
}
