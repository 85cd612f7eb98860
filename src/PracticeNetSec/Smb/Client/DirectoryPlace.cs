// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Smb.Client;

/// <summary>A directory to inspect.</summary>
/// <param name="TreeId">The connected share.</param>
/// <param name="Path">Empty for the root, otherwise names joined by <c>\</c>.</param>
/// <param name="OnEntry">Receives each name as it arrives; none is kept here.</param>
internal sealed record DirectoryPlace(uint TreeId, string Path, Action<DirectoryEntry> OnEntry)
{
    /// <summary>What was answered to <see cref="DirectoryProbe.ListingOf"/>, where it was asked together with the TREE_CONNECT; null where it still has to be asked.</summary>
    public IReadOnlyList<Smb2Response>? Answers { get; init; }
}
