// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>What a session may do with one file. Its name is not kept.</summary>
/// <param name="Opened">Outcome of opening it for its attributes.</param>
/// <param name="MaximalAccess">The most the session may do with it; null where the server did not report it.</param>
internal sealed record FileView(NtStatus Opened, AccessMask? MaximalAccess);
