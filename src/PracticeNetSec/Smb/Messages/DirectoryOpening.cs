// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Messages;

/// <summary>The ways in which a directory is opened.</summary>
internal enum DirectoryOpening
{
    /// <summary>FILE_LIST_DIRECTORY and FILE_READ_ATTRIBUTES: no more than looking needs. The handle could change nothing.</summary>
    ToList = 0,

    /// <summary>FILE_READ_ATTRIBUTES alone: succeeds in a directory that takes files and shows none, such as a letter box.</summary>
    ToAsk = 1,

    /// <summary>MAXIMUM_ALLOWED: succeeds where anything at all is granted, and the handle tells what.</summary>
    WithAllThatIsGranted = 2,
}
