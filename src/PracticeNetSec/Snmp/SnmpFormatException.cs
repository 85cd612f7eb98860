// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Snmp;

/// <summary>Bytes that are no SNMP message. The only exception the decoder throws.</summary>
internal sealed class SnmpFormatException : FormatException
{
    public SnmpFormatException(string message)
        : base(message)
    {
    }

    public SnmpFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
