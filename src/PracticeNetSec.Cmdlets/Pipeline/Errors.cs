// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Makes the typed errors of this module: one id per cause.</summary>
internal static class Errors
{
    /// <summary>An input that cannot be used.</summary>
    public static ErrorRecord From(InputException error, object? target) =>
        new(error, error.Id, ErrorCategory.InvalidArgument, target);

    /// <summary>A file that cannot be read or written, or does not hold what it should.</summary>
    public static ErrorRecord FromFile(Exception error, string path) => error switch
    {
        InputException input => new ErrorRecord(input, input.Id, ErrorCategory.InvalidData, path),
        InvalidDataException => new ErrorRecord(
            new InvalidDataException($"'{InputException.Shown(path)}': {error.Message}", error), "InvalidFileContent", ErrorCategory.InvalidData, path),
        FileNotFoundException or DirectoryNotFoundException => new ErrorRecord(
            new FileNotFoundException($"The file '{InputException.Shown(path)}' does not exist. Check the path.", path, error), "FileNotFound", ErrorCategory.ObjectNotFound, path),
        UnauthorizedAccessException when Directory.Exists(path) => new ErrorRecord(
            new UnauthorizedAccessException($"'{InputException.Shown(path)}' is a folder. Name a file in it.", error), "FileIsFolder", ErrorCategory.InvalidArgument, path),
        UnauthorizedAccessException => new ErrorRecord(
            new UnauthorizedAccessException($"'{InputException.Shown(path)}' may not be opened by this account.", error), "FileAccessDenied", ErrorCategory.PermissionDenied, path),
        _ => new ErrorRecord(error, "FileNotReadable", ErrorCategory.ReadError, path),
    };

    /// <summary>True for what reading or writing a file may throw.</summary>
    public static bool IsFileTrouble(Exception error) =>
        error is IOException or UnauthorizedAccessException or InvalidDataException or InputException or NotSupportedException;
}
