// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>The result of one kind of logon. The numbers are stable.</summary>
public enum SmbSessionResult
{
    /// <summary>Not tried, or the answer is inconclusive.</summary>
    Undetermined = 0,

    /// <summary>The server refused the session.</summary>
    Refused = 1,

    /// <summary>The server granted a null session (SMB2_SESSION_FLAG_IS_NULL, [MS-SMB2] 2.2.6).</summary>
    Null = 2,

    /// <summary>The server granted a guest session (SMB2_SESSION_FLAG_IS_GUEST).</summary>
    Guest = 3,

    /// <summary>The server granted a session as the named user.</summary>
    User = 4,
}
