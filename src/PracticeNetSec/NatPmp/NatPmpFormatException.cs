// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.NatPmp;

/// <summary>Bytes that are no answer to the question for the external address. The only exception the decoder throws.</summary>
internal sealed class NatPmpFormatException : FormatException
{
    public NatPmpFormatException(string message)
        : base(message)
    {
    }
}
