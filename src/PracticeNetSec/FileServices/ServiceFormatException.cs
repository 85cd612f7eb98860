// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.FileServices;

/// <summary>Bytes that are not what the protocol allows. The only exception a decoder of this folder throws, for any input.</summary>
internal sealed class ServiceFormatException : FormatException, IStatesCause
{
    /// <param name="message">What the decoder found, in the terms of the specification.</param>
    public ServiceFormatException(string message)
        : base(message) => Cause = EvidenceOf.ServiceMalformed(DeviceText.Clean(message));

    /// <param name="cause">What it means that a service answers so.</param>
    public ServiceFormatException(Evidence cause)
        : base(cause.Text) => Cause = cause;

    /// <inheritdoc/>
    public Evidence Cause { get; }
}
