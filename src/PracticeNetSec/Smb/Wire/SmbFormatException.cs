// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Wire;

/// <summary>
/// Bytes that are not what [MS-SMB2], [MS-NLMP], RFC 4178 or [MS-RPCE] allow. The only exception a decoder of this
/// folder throws, for any input.
/// </summary>
internal sealed class SmbFormatException : FormatException
{
    public SmbFormatException(string message)
        : base(message)
    {
    }

    public SmbFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
