// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.FileServices;

/// <summary>All that is ever said to an FTP server. There is no word for a password, a directory or a file.</summary>
internal static class FtpCommand
{
    /// <summary>Which extensions it has (RFC 2389); <c>AUTH TLS</c> among them.</summary>
    public static ReadOnlySpan<byte> Features => "FEAT\r\n"u8;

    /// <summary>Half of a login: it tells whether a password would be asked for.</summary>
    public static ReadOnlySpan<byte> UserAnonymous => "USER anonymous\r\n"u8;

    public static ReadOnlySpan<byte> Quit => "QUIT\r\n"u8;
}
