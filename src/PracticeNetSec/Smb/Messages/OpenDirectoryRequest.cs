// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>Opens the root of a share or a directory below it, and queries the session's maximal access there.</summary>
internal sealed class OpenDirectoryRequest : CreateRequest
{
    private const uint DirectoryFile = 0x00000001;

    /// <param name="path">Empty for the root, otherwise names joined by <c>\</c>.</param>
    /// <param name="access">How to open it.</param>
    public OpenDirectoryRequest(string path, DirectoryOpening access)
    {
        Name = path;
        DesiredAccess = access switch
        {
            DirectoryOpening.ToList => AccessMask.ReadData | AccessMask.ReadAttributes | AccessMask.Synchronize,
            DirectoryOpening.ToAsk => AccessMask.ReadAttributes | AccessMask.Synchronize,
            DirectoryOpening.ForAddingFiles => AccessMask.AddFile,
            DirectoryOpening.ForAddingFolders => AccessMask.AddSubdirectory,
            DirectoryOpening.ForDeletingChildren => AccessMask.DeleteChild,
            _ => AccessMask.MaximumAllowed,
        };
    }

    private protected override string Name { get; }

    private protected override AccessMask DesiredAccess { get; }

    private protected override uint CreateOptions => DirectoryFile;

    private protected override bool AskMaximalAccess => true;
}
