// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.FileServices;

/// <summary>All commands ever sent to an FTP server. There is none for a password, a directory or a file.</summary>
internal static class FtpCommand
{
    /// <summary>Which extensions it has (RFC 2389); <c>AUTH TLS</c> among them.</summary>
    public static ReadOnlySpan<byte> Features => "FEAT\r\n"u8;

    /// <summary>Half of a login: it shows whether a password would be required.</summary>
    public static ReadOnlySpan<byte> UserAnonymous => "USER anonymous\r\n"u8;

    public static ReadOnlySpan<byte> Quit => "QUIT\r\n"u8;
}
