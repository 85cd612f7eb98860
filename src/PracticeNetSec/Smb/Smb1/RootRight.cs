// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>Rights for which the root of a share is opened, one at a time, and closed at once.</summary>
internal enum RootRight : uint
{
    /// <summary>MAXIMUM_ALLOWED: granted where anything is, and the handle shows what.</summary>
    Maximum = AccessMask.MaximumAllowed,

    /// <summary>FILE_LIST_DIRECTORY.</summary>
    List = AccessMask.ReadData,

    /// <summary>FILE_ADD_FILE. Nothing is added.</summary>
    AddFile = AccessMask.AddFile,

    /// <summary>FILE_ADD_SUBDIRECTORY.</summary>
    AddSubdirectory = AccessMask.AddSubdirectory,

    /// <summary>FILE_DELETE_CHILD.</summary>
    DeleteChild = AccessMask.DeleteChild,
}
