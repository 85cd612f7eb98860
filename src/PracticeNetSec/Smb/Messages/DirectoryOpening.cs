// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Messages;

/// <summary>The ways in which a directory is opened.</summary>
internal enum DirectoryOpening
{
    /// <summary>FILE_LIST_DIRECTORY and FILE_READ_ATTRIBUTES: the minimum for listing. The handle cannot change anything.</summary>
    ToList = 0,

    /// <summary>FILE_READ_ATTRIBUTES alone: succeeds in a directory that accepts files and lists none (write-only).</summary>
    ToAsk = 1,

    /// <summary>MAXIMUM_ALLOWED: succeeds where anything at all is granted, and the handle shows what.</summary>
    WithAllThatIsGranted = 2,

    /// <summary>
    /// FILE_ADD_FILE alone, for a server that does not report rights: it grants or denies the opening. Nothing is added ([MS-FSA] 2.1.5.1.2:
    /// FILE_OPEN opens what exists).
    /// </summary>
    ForAddingFiles = 3,

    /// <summary>FILE_ADD_SUBDIRECTORY alone.</summary>
    ForAddingFolders = 4,

    /// <summary>FILE_DELETE_CHILD alone.</summary>
    ForDeletingChildren = 5,
}
