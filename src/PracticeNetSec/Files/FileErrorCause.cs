// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Files;

/// <summary>Why a file could not be read or written.</summary>
public enum FileErrorCause
{
    /// <summary>None of the others: the exception's own message states the cause.</summary>
    Other = 0,

    /// <summary>The file, or on reading its folder, does not exist.</summary>
    FileNotFound = 1,

    /// <summary>The folder of a file to be written does not exist and cannot be created.</summary>
    FolderNotFound = 2,

    /// <summary>The path names a folder.</summary>
    IsFolder = 3,

    /// <summary>A part of the path that must be a folder is a file.</summary>
    ParentIsFile = 4,

    /// <summary>The name is not one that the file system can store.</summary>
    InvalidName = 5,

    /// <summary>The path, or a name in it, is longer than the file system allows.</summary>
    PathTooLong = 6,

    /// <summary>Another program has the file open and does not share it.</summary>
    InUse = 7,

    /// <summary>The file is marked read-only.</summary>
    ReadOnlyFile = 8,

    /// <summary>The account lacks the right.</summary>
    AccessDenied = 9,

    /// <summary>The volume is full, or the account's quota is used up.</summary>
    DiskFull = 10,

    /// <summary>The volume is mounted read-only or write-protected.</summary>
    WriteProtected = 11,

    /// <summary>The server or share of the path cannot be reached.</summary>
    NetworkUnavailable = 12,
}
