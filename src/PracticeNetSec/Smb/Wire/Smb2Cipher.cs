// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Smb.Wire;

/// <summary>Ciphers of SMB2_ENCRYPTION_CAPABILITIES ([MS-SMB2] 2.2.3.1.2).</summary>
internal enum Smb2Cipher : ushort
{
    Aes128Ccm = 0x0001,
    Aes128Gcm = 0x0002,
    Aes256Ccm = 0x0003,
    Aes256Gcm = 0x0004,
}
