// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.FileServices;

/// <summary>Bytes that are not what the protocol allows. The only exception a decoder of this folder throws, whatever the bytes.</summary>
internal sealed class ServiceFormatException : FormatException
{
    public ServiceFormatException(string message)
        : base(message)
    {
    }
}
