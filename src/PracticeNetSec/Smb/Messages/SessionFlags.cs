// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Messages;

/// <summary>What kind of session the server gave ([MS-SMB2] 2.2.6).</summary>
[Flags]
internal enum SessionFlags : ushort
{
    None = 0,
    IsGuest = 0x0001,
    IsNull = 0x0002,
    EncryptData = 0x0004,
}
