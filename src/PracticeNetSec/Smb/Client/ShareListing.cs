// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>Outcome of requesting the share list.</summary>
/// <param name="Shares">The shares; null where the server does not list them for this session.</param>
/// <param name="Refusal">Where and how it refused or failed; empty where it listed them.</param>
internal sealed record ShareListing(IReadOnlyList<ShareEntry>? Shares, string Refusal)
{
    /// <summary>The server denied it to this identity; false where it listed them, or could not.</summary>
    public bool IsAccessRefusal { get; private init; }

    /// <summary>The server had no room for the conversation at that moment.</summary>
    public bool IsShortage { get; private init; }

    /// <summary>There are more than were read.</summary>
    public bool IsCut { get; init; }

    public static ShareListing Refused(string where, NtStatus status) =>
        new(null, $"{where}: {status}") { IsAccessRefusal = status.IsAccessRefusal, IsShortage = status.IsShortage };

    /// <param name="where">The request.</param>
    /// <param name="status">The response status.</param>
    /// <param name="code">The same as a number: ERROR_ACCESS_DENIED ([MS-ERREF] 2.2) is 5, also as the status of an RPC fault PDU (2.1.1).</param>
    public static ShareListing Refused(string where, string status, uint code) => new(null, $"{where}: {status}") { IsAccessRefusal = code == 5 };
}
