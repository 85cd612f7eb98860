// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Upnp;

/// <summary>A device sent something that is not an SSDP, device description or SOAP answer. The decoders throw nothing else.</summary>
internal sealed class UpnpFormatException : FormatException, IStatesCause
{
    public UpnpFormatException(Evidence cause, Exception? inner = null)
        : base(cause.Text, inner) => Cause = cause;

    /// <inheritdoc/>
    public Evidence Cause { get; }
}
