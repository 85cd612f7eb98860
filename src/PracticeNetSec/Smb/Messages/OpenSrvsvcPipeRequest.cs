// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>Opens <c>\PIPE\srvsvc</c> in the share IPC$ ([MS-SRVS] 2.1).</summary>
internal sealed class OpenSrvsvcPipeRequest : CreateRequest
{
    private const uint NonDirectoryFile = 0x00000040;

    private protected override string Name => "srvsvc";

    /// <summary>FILE_READ_DATA, FILE_WRITE_DATA and attributes: a pipe is queried by writing the request to it.</summary>
    private protected override AccessMask DesiredAccess => AccessMask.ReadData | AccessMask.AddFile
        | AccessMask.ReadAttributes | AccessMask.ReadControl | AccessMask.Synchronize;

    private protected override uint CreateOptions => NonDirectoryFile;

    private protected override bool AskMaximalAccess => false;
}
