// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>The most a session may do with a share. The numbers are stable and, from <see cref="None"/> up, rise with the right.</summary>
public enum ShareAccess
{
    /// <summary>The server's answers decide nothing.</summary>
    Undetermined = 0,

    /// <summary>The session is refused.</summary>
    None = 1,

    /// <summary>Names may be listed, contents not read.</summary>
    List = 2,

    /// <summary>Contents may be read.</summary>
    Read = 3,

    /// <summary>Contents may be written, changed or deleted.</summary>
    Write = 4,
}
