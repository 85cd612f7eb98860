// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>Turns SQLite's errors into those that reading and writing a file has elsewhere, so that one cause has one error id.</summary>
internal static class SqliteErrors
{
    // HRESULT_FROM_WIN32 of ERROR_DISK_FULL and ERROR_SHARING_VIOLATION: FileErrors finds the cause by them on Windows; ENOSPC and EWOULDBLOCK elsewhere.
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsInUse = unchecked((int)0x80070020);
    private const int LinuxDiskFull = 28;
    private const int LinuxInUse = 11;
    private const int MacOsInUse = 35;

    /// <summary>Does something with a history.</summary>
    /// <param name="path">The history.</param>
    /// <param name="use">What to do.</param>
    /// <exception cref="InvalidDataException">The file is damaged or no database.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not.</exception>
    public static T Translate<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (SqliteException error)
        {
            throw Of(path, error);
        }
        catch (Exception unfit) when (unfit is InvalidCastException or InvalidOperationException or OverflowException or ArgumentOutOfRangeException or KeyNotFoundException)
        {
            // A value of another type, or outside its range, where a table was altered.
            throw new InvalidDataException("The ledger is damaged or was altered: a value is none that is written there. See Test-ExposureHistory.", unfit);
        }
    }

    /// <summary>The exception that a caller of files expects.</summary>
    /// <param name="path">The history.</param>
    /// <param name="error">What SQLite reported.</param>
    public static Exception Of(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH =>
            new InvalidDataException($"The ledger is damaged or was altered ({error.Message}). See Test-ExposureHistory.", error),
        raw.SQLITE_FULL => WithCode(error, WindowsDiskFull, LinuxDiskFull, LinuxDiskFull),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => WithCode(error, WindowsInUse, LinuxInUse, MacOsInUse),
        raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_AUTH or raw.SQLITE_CANTOPEN => new UnauthorizedAccessException($"'{path}': {error.Message}", error),
        _ => new IOException(error.Message, error),
    };

    private static IOException WithCode(SqliteException error, int windows, int linux, int macOs)
    {
        bool isWindows = Path.DirectorySeparatorChar == '\\';
        bool isMacOs = System.Runtime.InteropServices.RuntimeInformation.IsOSPlatform(System.Runtime.InteropServices.OSPlatform.OSX);
        return new IOException(error.Message, isWindows ? windows : isMacOs ? macOs : linux);
    }
}
