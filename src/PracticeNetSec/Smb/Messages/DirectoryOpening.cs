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
}
