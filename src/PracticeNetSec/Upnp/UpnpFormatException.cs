// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Upnp;

/// <summary>A device sent something that is not an SSDP, device description or SOAP answer. The decoders throw nothing else.</summary>
internal sealed class UpnpFormatException : FormatException
{
    public UpnpFormatException(string message)
        : base(message)
    {
    }

    public UpnpFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
