// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Smb.Wire;

/// <summary>
/// Bytes that are not what [MS-SMB2], [MS-NLMP], RFC 4178 or [MS-RPCE] allow. The only exception a decoder of this
/// folder throws, for any input.
/// </summary>
internal sealed class SmbFormatException : FormatException, IStatesCause
{
    /// <param name="cause">Which field or structure it is, or what it means that a server answers so.</param>
    /// <param name="inner">What a library found.</param>
    public SmbFormatException(Evidence cause, Exception? inner = null)
        : base(cause.Text, inner) => Cause = cause;

    /// <inheritdoc/>
    public Evidence Cause { get; }
}
