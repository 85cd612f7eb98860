// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Smb.Wire;

/// <summary>
/// Commands of [MS-SMB2] 2.2.1 that can be sent. WRITE, SET_INFO, LOCK and the rest that change something are absent,
/// so no message with them can be built.
/// </summary>
internal enum Smb2Command : ushort
{
    Negotiate = 0x0000,
    SessionSetup = 0x0001,
    Logoff = 0x0002,
    TreeConnect = 0x0003,
    TreeDisconnect = 0x0004,

    /// <summary>Only ever with the disposition FILE_OPEN: see <see cref="CreateRequest"/>.</summary>
    Create = 0x0005,
    Close = 0x0006,

    /// <summary>Only ever on a pipe: see <see cref="PipeReadRequest"/>.</summary>
    Read = 0x0008,

    /// <summary>Only ever FSCTL_PIPE_TRANSCEIVE: see <see cref="PipeTransceiveRequest"/>.</summary>
    Ioctl = 0x000B,
    QueryDirectory = 0x000E,
    QueryInfo = 0x0010,
}
