// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.FileServices;

/// <summary>What another file service on the host reported without a login.</summary>
public sealed class FileServiceResult
{
    /// <summary>The queried service.</summary>
    public FileService Service { get; set; }

    /// <summary>The queried TCP port.</summary>
    public int Port { get; set; }

    /// <summary>Outcome of connecting.</summary>
    public PortState State { get; set; }

    /// <summary>Whether the peer speaks the protocol; null where it sent too little.</summary>
    public bool? Answers { get; set; }

    /// <summary>
    /// Whether it lets an unauthenticated user in: an rsync module without a password, an export for everybody, an anonymous login, an association.
    /// Null where that is undetermined.
    /// </summary>
    public bool? OpenToStrangers { get; set; }

    /// <summary>What it reports about itself, sanitized.</summary>
    public string Banner { get; set; } = "";

    /// <summary>What it reported, one observation per line; at most 100.</summary>
    public Evidence[] Details { get; set; } = Array.Empty<Evidence>();

    /// <summary>
    /// True when an error of this machine, not the server, ended the queries: <see cref="Details"/> states which, and what was not
    /// answered by then is unknown.
    /// </summary>
    public bool Failed { get; set; }

    /// <summary>Why it is unresolved whether an unauthenticated user is let in, and what would decide it; null where that is decided.</summary>
    internal Evidence? Unresolved { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Service} {Port}: {(Answers == true ? "answers" : State.ToString())}";
}
