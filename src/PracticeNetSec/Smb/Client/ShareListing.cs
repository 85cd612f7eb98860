// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>What asking for the names of the shares came to.</summary>
/// <param name="Shares">The shares; null where the server does not tell this session.</param>
/// <param name="Refusal">Where and how it refused or failed; empty where it told.</param>
internal sealed record ShareListing(IReadOnlyList<ShareEntry>? Shares, string Refusal)
{
    /// <summary>The server refuses it to who asked; false where it told, or could not tell.</summary>
    public bool IsAccessRefusal { get; private init; }

    public static ShareListing Refused(string where, NtStatus status) => new(null, $"{where}: {status}") { IsAccessRefusal = status.IsAccessRefusal };

    /// <param name="where">What was asked.</param>
    /// <param name="status">What it was answered with.</param>
    /// <param name="code">The same as a number: ERROR_ACCESS_DENIED ([MS-ERREF] 2.2) is 5, also as the status of an RPC fault (2.1.1).</param>
    public static ShareListing Refused(string where, string status, uint code) => new(null, $"{where}: {status}") { IsAccessRefusal = code == 5 };
}
