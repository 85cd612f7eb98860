// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Wire;

/// <summary>Dialect revisions of [MS-SMB2] 2.2.3.</summary>
internal enum Smb2Dialect : ushort
{
    Smb202 = 0x0202,
    Smb210 = 0x0210,
    Smb300 = 0x0300,
    Smb302 = 0x0302,
    Smb311 = 0x0311,
}
