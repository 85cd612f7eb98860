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

    /// <summary>A file that cannot be written: says what stands in the way.</summary>
    public static ErrorRecord FromWriting(Exception error, string path)
    {
        if (error is InputException or InvalidDataException)
        {
            return FromFile(error, path);
        }

        string shown = InputException.Shown(path);
        (string id, ErrorCategory category, string text) = error switch
        {
            _ when Directory.Exists(path) => ("FileIsFolder", ErrorCategory.InvalidArgument, $"'{shown}' is a folder. Name a file in it."),
            _ when FileAbove(path) is string file => ("PathIsFile", ErrorCategory.InvalidArgument, $"'{shown}' cannot be written: '{InputException.Shown(file)}' is a file, not a folder. Choose another folder."),
            UnauthorizedAccessException => ("FileAccessDenied", ErrorCategory.PermissionDenied, $"'{shown}' may not be written by this account. Choose another folder, or an account with the right to write there."),
            FileNotFoundException or DirectoryNotFoundException => ("FileNotWritable", ErrorCategory.WriteError, $"'{shown}' cannot be written: its folder does not exist and cannot be made. Choose another folder."),
            _ => ("FileNotWritable", ErrorCategory.WriteError, $"'{shown}' cannot be written: {error.Message} Close the program that has it open, or choose another folder."),
        };
        return new ErrorRecord(new IOException(text, error), id, category, path);
    }

    private static string? FileAbove(string path)
    {
        string? above = Path.GetDirectoryName(path);
        while (above is not null && !Directory.Exists(above) && !File.Exists(above))
        {
            above = Path.GetDirectoryName(above);
        }

        return File.Exists(above) ? above : null;
    }

    /// <summary>True for what reading or writing a file may throw.</summary>
    public static bool IsFileTrouble(Exception error) =>
        error is IOException or UnauthorizedAccessException or InvalidDataException or InputException or NotSupportedException;
}
