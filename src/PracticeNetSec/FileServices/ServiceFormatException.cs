// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.FileServices;

/// <summary>Bytes that are not what the protocol allows. The only exception a decoder of this folder throws, for any input.</summary>
internal sealed class ServiceFormatException : FormatException, IStatesCause
{
    /// <param name="cause">Which field or structure it is, or what it means that a service answers so.</param>
    public ServiceFormatException(Evidence cause)
        : base(cause.Text) => Cause = cause;

    /// <inheritdoc/>
    public Evidence Cause { get; }
}
