// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Rpc;

/// <summary>pfc_flags (C706 §12.6.3.1).</summary>
[Flags]
internal enum RpcFlags : byte
{
    None = 0,
    FirstFragment = 0x01,
    LastFragment = 0x02,
}
