// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.FileServices;

/// <summary>A connection ended early.</summary>
internal sealed class ServiceConnectionException : Exception, IStatesCause
{
    public ServiceConnectionException(PortState state, Evidence cause, Exception? inner = null)
        : base(cause.Text, inner)
    {
        State = state;
        Cause = cause;
        IsLocal = inner is not null && SocketFailures.IsLocal(inner);
    }

    /// <summary>The resulting state of the port.</summary>
    public PortState State { get; }

    /// <inheritdoc/>
    public Evidence Cause { get; }

    /// <summary>True when an error of this machine, not the peer, ended it: what the peer would have answered is unknown.</summary>
    public bool IsLocal { get; }
}
