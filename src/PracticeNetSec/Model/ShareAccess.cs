// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>The highest access of a session to a share. The numbers are stable and, from <see cref="None"/> up, rise with the right.</summary>
public enum ShareAccess
{
    /// <summary>The server's answers are inconclusive.</summary>
    Undetermined = 0,

    /// <summary>The session is refused.</summary>
    None = 1,

    /// <summary>The share can be connected, its root not listed. What lies below is not known: who knows a name may get there.</summary>
    Connect = 2,

    /// <summary>Names may be listed, contents not read.</summary>
    List = 3,

    /// <summary>Contents may be read.</summary>
    Read = 4,

    /// <summary>Contents may be written, changed or deleted.</summary>
    Write = 5,
}
