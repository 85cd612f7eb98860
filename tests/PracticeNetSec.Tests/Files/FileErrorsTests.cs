// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Runtime.Versioning;
using PracticeNetSec.Files;
using Xunit;

namespace PracticeNetSec.Tests.Files;

/// <summary>Codes of winerror.h and errno.h as .NET passes them on, and real errors of this machine's files.</summary>
public sealed class FileErrorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns-errors").FullName;

    [Theory]
    [InlineData(32, FileErrorCause.InUse)] // ERROR_SHARING_VIOLATION
    [InlineData(33, FileErrorCause.InUse)] // ERROR_LOCK_VIOLATION
    [InlineData(112, FileErrorCause.DiskFull)]
    [InlineData(39, FileErrorCause.DiskFull)]
    [InlineData(1295, FileErrorCause.DiskFull)] // ERROR_DISK_QUOTA_EXCEEDED
    [InlineData(19, FileErrorCause.WriteProtected)]
    [InlineData(123, FileErrorCause.InvalidName)]
    [InlineData(206, FileErrorCause.PathTooLong)]
    [InlineData(53, FileErrorCause.NetworkUnavailable)] // ERROR_BAD_NETPATH
    [InlineData(67, FileErrorCause.NetworkUnavailable)]
    [InlineData(5, FileErrorCause.AccessDenied)]
    [InlineData(1117, FileErrorCause.Other)] // ERROR_IO_DEVICE
    public void A_code_of_windows_has_its_cause(int code, FileErrorCause cause) =>
        Assert.Equal(cause, FileErrors.CauseOf(new IOException("text", unchecked((int)0x80070000) | code), Path.Combine(_folder, "a.html"), writing: true));

    [Theory]
    [InlineData(11, FileErrorCause.InUse)] // EWOULDBLOCK
    [InlineData(28, FileErrorCause.DiskFull)] // ENOSPC
    [InlineData(122, FileErrorCause.DiskFull)] // EDQUOT
    [InlineData(30, FileErrorCause.WriteProtected)] // EROFS
    [InlineData(5, FileErrorCause.Other)] // EIO
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    public void A_code_of_linux_has_its_cause(int code, FileErrorCause cause) =>
        Assert.Equal(cause, FileErrors.CauseOf(new IOException("text", code), Path.Combine(_folder, "a.html"), writing: true));

    [Fact]
    public void Real_errors_have_their_cause()
    {
        string file = Path.Combine(_folder, "file.html");
        File.WriteAllText(file, "text");
        Directory.CreateDirectory(Path.Combine(_folder, "folder"));

        Assert.Equal(FileErrorCause.FileNotFound, Cause("missing.html", writing: false));
        Assert.Equal(FileErrorCause.FolderNotFound, Cause("missing/a.html", writing: true));
        Assert.Equal(FileErrorCause.IsFolder, Cause("folder", writing: true));
        Assert.Equal(FileErrorCause.ParentIsFile, Cause("file.html/a.html", writing: true));
        Assert.Equal(FileErrorCause.ParentIsFile, Cause("file.html/deep/a.html", writing: false));
        Assert.Equal(FileErrorCause.PathTooLong, Cause(new string('a', 300), writing: true));
        using FileStream held = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(FileErrorCause.InUse, Cause("file.html", writing: true));
        Assert.Equal(FileErrorCause.InUse, Cause("file.html", writing: false));
    }

    /// <summary>Windows has no code of its own for a name of more than 255 characters.</summary>
    [Theory]
    [InlineData(123)] // ERROR_INVALID_NAME
    [InlineData(161)] // ERROR_BAD_PATHNAME
    public void A_name_of_more_than_255_characters_is_too_long_whatever_the_system_calls_it(int code)
    {
        string path = Path.Combine(_folder, new string('a', 256), "b.html");

        Assert.Equal(FileErrorCause.PathTooLong, FileErrors.CauseOf(new IOException("text", unchecked((int)0x80070000) | code), path, writing: true));
        Assert.Equal(FileErrorCause.PathTooLong, FileErrors.CauseOf(new DirectoryNotFoundException(), path, writing: true));
        Assert.Equal(FileErrorCause.InvalidName, FileErrors.CauseOf(new IOException("text", unchecked((int)0x80070000) | code), Path.Combine(_folder, new string('a', 255)), writing: true));
    }

    [Fact]
    public void A_file_marked_read_only_is_not_a_matter_of_the_account()
    {
        string file = Path.Combine(_folder, "file.html");
        File.WriteAllText(file, "text");
        File.SetAttributes(file, FileAttributes.ReadOnly);

        Assert.Equal(FileErrorCause.ReadOnlyFile, FileErrors.CauseOf(new UnauthorizedAccessException(), file, writing: true));
        Assert.Equal(FileErrorCause.AccessDenied, FileErrors.CauseOf(new UnauthorizedAccessException(), file, writing: false));
        File.SetAttributes(file, FileAttributes.Normal);
        Assert.Equal(FileErrorCause.AccessDenied, FileErrors.CauseOf(new UnauthorizedAccessException(), file, writing: true));
    }

    /// <summary>.NET calls a file read-only when this account may not write it; its owner may have written it yesterday.</summary>
    [Fact]
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    public void A_file_of_another_account_is_not_marked_read_only()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can give a file away.");
        string file = Path.Combine(_folder, "theirs.html");
        File.WriteAllText(file, "text");
        using (System.Diagnostics.Process chown = System.Diagnostics.Process.Start("chown", ["65534", file]))
        {
            chown.WaitForExit();
        }

        Assert.False(FileErrors.IsReadOnly(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.True(FileErrors.IsReadOnly(file));
    }

    [Fact]
    public void Only_what_files_throw_is_a_file_error()
    {
        Assert.True(FileErrors.IsFileError(new PathTooLongException()));
        Assert.True(FileErrors.IsFileError(new System.Security.SecurityException()));
        Assert.False(FileErrors.IsFileError(new ArgumentNullException("path")));
        Assert.False(FileErrors.IsFileError(new InvalidOperationException()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private FileErrorCause Cause(string name, bool writing)
    {
        string path = Path.Combine(_folder, name);
        try
        {
            using FileStream stream = new(path, writing ? FileMode.Create : FileMode.Open, writing ? FileAccess.Write : FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            return FileErrors.CauseOf(error, path, writing);
        }

        throw new InvalidOperationException($"'{name}' was opened");
    }
}
