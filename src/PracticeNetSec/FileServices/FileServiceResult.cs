// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.FileServices;

/// <summary>What another file service on the host said without a login.</summary>
public sealed class FileServiceResult
{
    /// <summary>The service that was asked for.</summary>
    public FileService Service { get; set; }

    /// <summary>TCP port that was asked.</summary>
    public int Port { get; set; }

    /// <summary>What connecting came to.</summary>
    public PortState State { get; set; }

    /// <summary>Whether what answers speaks the protocol; null where it said too little.</summary>
    public bool? Answers { get; set; }

    /// <summary>
    /// Whether it gave a stranger something: names of modules or exports, a login without a password, an association. Null where that
    /// stays open.
    /// </summary>
    public bool? OpenToStrangers { get; set; }

    /// <summary>What it says of itself, fit to be shown.</summary>
    public string Banner { get; set; } = "";

    /// <summary>What it told, one observation a line; at most 100.</summary>
    public Evidence[] Details { get; set; } = Array.Empty<Evidence>();

    /// <summary>
    /// True when an error of this machine, not the server, ended the questions: <see cref="Details"/> says which, and what was not
    /// answered by then is unknown.
    /// </summary>
    public bool Failed { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Service} {Port}: {(Answers == true ? "answers" : State.ToString())}";
}
