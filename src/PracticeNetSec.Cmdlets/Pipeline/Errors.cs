// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Creates the typed errors of this module: one id per cause.</summary>
internal static class Errors
{
    private const string OtherAccount = "Use an account that has the right, or choose another folder.";

    /// <summary>An input that cannot be used.</summary>
    public static ErrorRecord From(InputException error, object? target) =>
        new(error, error.Id, ErrorCategory.InvalidArgument, target);

    /// <summary>A file that cannot be read, or does not contain what it should.</summary>
    public static ErrorRecord FromFile(Exception error, string path) => Make(error, path, writing: false);

    /// <summary>A file that cannot be written: names the cause and the remedy.</summary>
    public static ErrorRecord FromWriting(Exception error, string path) => Make(error, path, writing: true);

    /// <summary>True for what reading or writing a file may throw.</summary>
    public static bool IsFileException(Exception error) => FileErrors.IsFileError(error);

    private static ErrorRecord Make(Exception error, string path, bool writing)
    {
        string shown = $"'{InputException.Quote(path)}'";
        if (error is InputException input)
        {
            return new ErrorRecord(input, input.Id, input.Id is "InvalidFileName" or "ReservedFileName" ? ErrorCategory.InvalidArgument : ErrorCategory.InvalidData, path);
        }

        if (error is InvalidDataException)
        {
            return new ErrorRecord(new InvalidDataException($"{shown}: {error.Message}", error), "InvalidFileContent", ErrorCategory.InvalidData, path);
        }

        string cannot = $"{shown} cannot be {(writing ? "written" : "read")}";
        (string id, ErrorCategory category, string text) = FileErrors.CauseOf(error, path, writing) switch
        {
            FileErrorCause.FileNotFound => ("FileNotFound", ErrorCategory.ObjectNotFound, $"The file {shown} does not exist. Check the path."),
            FileErrorCause.FolderNotFound => ("FolderNotFound", ErrorCategory.ObjectNotFound, $"{cannot}: its folder does not exist and cannot be created. Choose another folder."),
            FileErrorCause.IsFolder => ("FileIsFolder", ErrorCategory.InvalidArgument, $"{shown} is a folder. Name a file in it."),
            FileErrorCause.ParentIsFile => ("PathIsFile", ErrorCategory.InvalidArgument, $"{cannot}: '{InputException.Quote(FileErrors.FileAbove(path) ?? "")}' is a file, not a folder. Choose another folder."),
            FileErrorCause.InvalidName => ("InvalidFileName", ErrorCategory.InvalidArgument, $"{cannot}: the file system does not accept this name. Choose another name."),
            FileErrorCause.PathTooLong => ("PathTooLong", ErrorCategory.InvalidArgument, $"{cannot}: the path or a name in it is too long. Choose a shorter name or a folder nearer to the root."),
            FileErrorCause.InUse => ("FileInUse", ErrorCategory.ResourceBusy, $"{cannot}: another program has it open. Close it there (for instance in Excel, Word or an editor), then try again."),
            FileErrorCause.ReadOnlyFile => ("FileReadOnly", ErrorCategory.PermissionDenied, $"{shown} is marked read-only. Clear the mark (attrib -r under Windows, chmod u+w under Unix), or choose another name."),
            FileErrorCause.AccessDenied => ("FileAccessDenied", ErrorCategory.PermissionDenied, $"{shown} may not be {(writing ? "written" : "opened")} by this account. {OtherAccount}"),
            FileErrorCause.DiskFull => ("DiskFull", ErrorCategory.ResourceUnavailable, $"{cannot}: the disk is full or the quota is used up. Free space, or choose another disk."),
            FileErrorCause.WriteProtected => ("DiskWriteProtected", ErrorCategory.WriteError, $"{cannot}: its disk is write-protected or mounted read-only. Choose another disk."),
            FileErrorCause.NetworkUnavailable => ("NetworkPathUnavailable", ErrorCategory.ResourceUnavailable, $"{cannot}: the server or the share cannot be reached. Check its name and the connection."),
            _ => (writing ? "FileNotWritable" : "FileNotReadable", writing ? ErrorCategory.WriteError : ErrorCategory.ReadError, $"{cannot}: {error.Message}"),
        };
        Exception typed = id switch
        {
            "FileNotFound" => new FileNotFoundException(text, path, error),
            "FileAccessDenied" or "FileReadOnly" => new UnauthorizedAccessException(text, error),
            _ => new IOException(text, error),
        };
        return new ErrorRecord(typed, id, category, path);
    }
}
