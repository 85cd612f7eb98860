// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Smb.Messages;

/// <summary>Kinds of share ([MS-SMB2] 2.2.10).</summary>
internal enum TreeType : byte
{
    Disk = 1,
    Pipe = 2,
    Print = 3,
}
