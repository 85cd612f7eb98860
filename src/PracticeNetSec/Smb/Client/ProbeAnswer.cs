// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Client;

/// <summary>What a server made of a dialect that was offered alone.</summary>
internal enum ProbeAnswer
{
    /// <summary>Silence, or an answer that does not match the request.</summary>
    Undetermined = 0,

    /// <summary>It accepts the dialect.</summary>
    Accepted = 1,

    /// <summary>It answered that it does not.</summary>
    Declined = 2,

    /// <summary>It closed the connection without an answer, as servers do that do not speak the dialect, and those that have no room for one more connection.</summary>
    Closed = 3,
}
