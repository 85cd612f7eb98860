// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Rpc;

/// <summary>Kinds of share, without the bits for hidden and temporary ones ([MS-SRVS] 2.2.2.4).</summary>
internal enum ShareKind : byte
{
    Disk = 0,
    Printer = 1,
    Device = 2,
    Ipc = 3,
}
