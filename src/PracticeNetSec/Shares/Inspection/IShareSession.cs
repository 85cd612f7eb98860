// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Client;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>What a session contributes to <see cref="ShareInventory"/>, in any version of the protocol.</summary>
internal interface IShareSession
{
    /// <summary>The logons of this session and of those before it.</summary>
    LogonRecord Record { get; }

    /// <summary>The share list; null until it was requested in a session.</summary>
    ShareListing? Listing { get; }

    /// <summary>True where a refusal in this session shows nothing about rights.</summary>
    bool LacksKey { get; }
}
