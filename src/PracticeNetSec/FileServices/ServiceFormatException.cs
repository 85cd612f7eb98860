// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.FileServices;

/// <summary>Bytes that are not what the protocol allows. The only exception a decoder of this folder throws, for any input.</summary>
internal sealed class ServiceFormatException : FormatException
{
    public ServiceFormatException(string message)
        : base(message)
    {
    }
}
