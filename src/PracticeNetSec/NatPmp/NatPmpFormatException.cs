// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.NatPmp;

/// <summary>Bytes that are not a response to the external address request. The only exception the decoder throws.</summary>
internal sealed class NatPmpFormatException : FormatException
{
    public NatPmpFormatException(string message)
        : base(message)
    {
    }
}
