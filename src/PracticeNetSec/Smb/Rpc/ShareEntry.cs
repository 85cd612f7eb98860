// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Rpc;

/// <summary>SHARE_INFO_1 ([MS-SRVS] 2.2.4.23).</summary>
internal sealed record ShareEntry(string Name, ShareKind Kind, string Comment);
