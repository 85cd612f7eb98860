// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.FileServices;

/// <summary>A connection ended early.</summary>
internal sealed class ServiceConnectionException : Exception
{
    public ServiceConnectionException(PortState state, string message, Exception? inner = null)
        : base(message, inner)
    {
        State = state;
        IsLocal = inner is not null && SocketFailures.IsLocal(inner);
    }

    /// <summary>The resulting state of the port.</summary>
    public PortState State { get; }

    /// <summary>True when an error of this machine, not the peer, ended it: what the peer would have answered is unknown.</summary>
    public bool IsLocal { get; }
}
