// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>
/// Opens a file for FILE_READ_ATTRIBUTES alone, to query the session's maximal access: the handle can neither read nor change its data.
/// </summary>
internal sealed class OpenFileRequest : CreateRequest
{
    private const uint NonDirectoryFile = 0x00000040;

    /// <param name="path">Names joined by <c>\</c>.</param>
    public OpenFileRequest(string path) => Name = path;

    private protected override string Name { get; }

    private protected override AccessMask DesiredAccess => AccessMask.ReadAttributes;

    private protected override uint CreateOptions => NonDirectoryFile;

    private protected override bool AskMaximalAccess => true;
}
