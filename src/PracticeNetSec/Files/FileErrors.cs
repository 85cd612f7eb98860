// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security;
using PracticeNetSec.Model;

namespace PracticeNetSec.Files;

/// <summary>Finds the cause of a file error from the exception's type, its error code and the path, never from its text.</summary>
public static class FileErrors
{
    // HRESULT_FROM_WIN32: facility 7 with the error code of winerror.h in the lower half.
    private const int Win32Facility = unchecked((int)0x80070000);

    private static readonly (FileErrorCause Cause, int[] Win32, int[] Linux, int[] MacOs)[] Codes =
    {
        // ERROR_SHARING_VIOLATION, LOCK_VIOLATION, USER_MAPPED_FILE; EWOULDBLOCK of flock(2), EBUSY, ETXTBSY
        (FileErrorCause.InUse, new[] { 32, 33, 1224 }, new[] { 11, 16, 26 }, new[] { 35, 16, 26 }),

        // ERROR_HANDLE_DISK_FULL, DISK_FULL, DISK_QUOTA_EXCEEDED; ENOSPC, EDQUOT
        (FileErrorCause.DiskFull, new[] { 39, 112, 1295 }, new[] { 28, 122 }, new[] { 28, 69 }),

        // ERROR_WRITE_PROTECT; EROFS
        (FileErrorCause.WriteProtected, new[] { 19 }, new[] { 30 }, new[] { 30 }),

        // ERROR_INVALID_NAME, BAD_PATHNAME, DIRECTORY; EILSEQ
        (FileErrorCause.InvalidName, new[] { 123, 161, 267 }, new[] { 84 }, new[] { 92 }),

        // ERROR_BUFFER_OVERFLOW, FILENAME_EXCED_RANGE; ENAMETOOLONG
        (FileErrorCause.PathTooLong, new[] { 111, 206 }, new[] { 36 }, new[] { 63 }),

        // ERROR_ACCESS_DENIED, NETWORK_ACCESS_DENIED, LOGON_FAILURE; EPERM, EACCES
        (FileErrorCause.AccessDenied, new[] { 5, 65, 1326 }, new[] { 1, 13 }, new[] { 1, 13 }),

        // ERROR_REM_NOT_LIST, BAD_NETPATH, NETNAME_DELETED, BAD_NET_NAME, NETWORK_UNREACHABLE, HOST_UNREACHABLE;
        // ENETUNREACH, ETIMEDOUT, EHOSTDOWN, EHOSTUNREACH, ESTALE
        (FileErrorCause.NetworkUnavailable, new[] { 51, 53, 64, 67, 1231, 1232 }, new[] { 101, 110, 112, 113, 116 }, new[] { 51, 60, 64, 65, 70 }),
    };

    private const int OwnerMayWrite = 0x80; // S_IWUSR

    // .NET's attribute means under Unix that this account may not write, which says nothing about the read-only flag: a file of another
    // account can be replaced. The mode has no counterpart in .NET Standard 2.0.
    private static readonly MethodInfo? GetUnixFileMode = typeof(File).GetMethod("GetUnixFileMode", new[] { typeof(string) });

    // NTFS and the file systems of Unix store names of up to 255 characters or bytes. Windows calls a longer one an
    // invalid name (ERROR_INVALID_NAME) or a missing folder, depending on its position.
    private const int MaxNameLength = 255;

    /// <summary>True for what reading or writing a file may throw.</summary>
    public static bool IsFileError(Exception error) =>
        error is IOException or UnauthorizedAccessException or InvalidDataException or InputException or NotSupportedException or SecurityException;

    /// <summary>The cause.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="writing">Whether the file was to be written.</param>
    public static FileErrorCause CauseOf(Exception error, string path, bool writing)
    {
        FileErrorCause code = CauseOfCode(error.HResult);
        return error switch
        {
            PathTooLongException => FileErrorCause.PathTooLong,
            _ when code is not (FileErrorCause.Other or FileErrorCause.AccessDenied or FileErrorCause.InvalidName) => code,
            _ when path.Split('/', Path.DirectorySeparatorChar).Any(name => name.Length > MaxNameLength) => FileErrorCause.PathTooLong,
            _ when Directory.Exists(path) => FileErrorCause.IsFolder,
            _ when FileAbove(path) is not null => FileErrorCause.ParentIsFile,
            FileNotFoundException or DirectoryNotFoundException => writing ? FileErrorCause.FolderNotFound : FileErrorCause.FileNotFound,
            UnauthorizedAccessException or SecurityException => writing && IsReadOnly(path) ? FileErrorCause.ReadOnlyFile : FileErrorCause.AccessDenied,
            NotSupportedException => FileErrorCause.InvalidName, // .NET Framework, of a colon that is not after a drive letter
            _ => code,
        };
    }

    /// <summary>The file among the folders above a path; null when there is none.</summary>
    public static string? FileAbove(string path)
    {
        string? above = Path.GetDirectoryName(path);
        while (!string.IsNullOrEmpty(above) && !Directory.Exists(above) && !File.Exists(above))
        {
            above = Path.GetDirectoryName(above);
        }

        return File.Exists(above) ? above : null;
    }

    /// <summary>True for a file that is marked read-only: by its attribute under Windows, by its owner's missing write bit under Unix.</summary>
    public static bool IsReadOnly(string path)
    {
        try
        {
            return File.Exists(path) && (GetUnixFileMode is not null && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
                ? ((int)GetUnixFileMode.Invoke(null, new object[] { path })! & OwnerMayWrite) == 0
                : (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or TargetInvocationException)
        {
            return false;
        }
    }

    // .NET gives the error code of the system: under Windows as an HRESULT, under Unix errno as it is.
    private static FileErrorCause CauseOfCode(int code)
    {
        bool win32 = (code & unchecked((int)0xFFFF0000)) == Win32Facility;
        if (!win32 && RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return FileErrorCause.Other;
        }

        bool mac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
        return Codes.FirstOrDefault(known => (win32 ? known.Win32 : mac ? known.MacOs : known.Linux).Contains(win32 ? code & 0xFFFF : code)).Cause;
    }
}
