// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Smb.Wire;

/// <summary>Algorithms of SMB2_SIGNING_CAPABILITIES ([MS-SMB2] 2.2.3.1.7).</summary>
internal enum Smb2Signing : ushort
{
    HmacSha256 = 0x0000,
    AesCmac = 0x0001,
    AesGmac = 0x0002,
}
