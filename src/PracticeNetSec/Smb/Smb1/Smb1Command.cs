// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Smb.Smb1;

/// <summary>The commands that can be sent ([MS-CIFS] 2.2.2.1). None of them writes, sets, deletes, renames or locks.</summary>
internal enum Smb1Command : byte
{
    Close = 0x04,
    Transaction = 0x25,
    ReadAndX = 0x2E,
    Transaction2 = 0x32,
    TreeDisconnect = 0x71,
    Negotiate = 0x72,
    SessionSetupAndX = 0x73,
    LogoffAndX = 0x74,
    TreeConnectAndX = 0x75,
    NtCreateAndX = 0xA2,
}
