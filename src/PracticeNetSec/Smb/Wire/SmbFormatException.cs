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
    private readonly Evidence? _cause;

    /// <param name="message">What the decoder found, in the terms of the specification.</param>
    public SmbFormatException(string message)
        : base(message)
    {
    }

    /// <param name="cause">What it means that a server answers so.</param>
    public SmbFormatException(Evidence cause)
        : base(cause.Text) => _cause = cause;

    public SmbFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <inheritdoc/>
    public Evidence Cause => _cause ?? EvidenceOf.SmbMalformed(Message);
}
