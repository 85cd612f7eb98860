// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Probing;

namespace PracticeNetSec.FileServices;

/// <summary>A conversation ended before its time.</summary>
internal sealed class ServiceConnectionException : Exception
{
    public ServiceConnectionException(PortState state, string message, Exception? inner = null)
        : base(message, inner) => State = state;

    /// <summary>What the port is by that.</summary>
    public PortState State { get; }
}
