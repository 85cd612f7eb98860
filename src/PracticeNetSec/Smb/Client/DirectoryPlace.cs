// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Smb.Client;

/// <summary>A directory to inspect.</summary>
/// <param name="TreeId">The connected share.</param>
/// <param name="Path">Empty for the root, otherwise names joined by <c>\</c>.</param>
/// <param name="OnEntry">Receives each name as it arrives; none is kept here.</param>
internal sealed record DirectoryPlace(uint TreeId, string Path, Action<DirectoryEntry> OnEntry);
