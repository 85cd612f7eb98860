// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Smb.Client;

/// <summary>A directory to look at.</summary>
/// <param name="TreeId">The connected share.</param>
/// <param name="Path">Empty for the root, otherwise names joined by <c>\</c>.</param>
/// <param name="OnEntry">Takes each name as it comes; none is kept here.</param>
internal sealed record DirectoryPlace(uint TreeId, string Path, Action<DirectoryEntry> OnEntry);
