// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.Files;

/// <summary>Writes a file completely or not at all: into a temporary file of the same folder, then renamed.</summary>
public static class AtomicFile
{
    private const int BufferSize = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a text file in UTF-8 without BOM.</summary>
    /// <param name="path">File to write; its folder must exist.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="InputException">
    /// <c>FileExists</c>: the file exists and <paramref name="overwrite"/> is false; <c>ReservedFileName</c>,
    /// <c>InvalidFileName</c>: no file can have this name; <c>PathIsNoFile</c>: a device has it.
    /// </exception>
    /// <exception cref="IOException">The folder is missing, or the disk rejects the write.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not write there, the file is marked read-only, or it is a folder.</exception>
    public static void Write(string path, bool overwrite, Action<TextWriter> write) => WriteStream(path, overwrite, stream => WriteText(stream, write));

    /// <summary>Writes text into a stream in UTF-8 without BOM; the stream stays open.</summary>
    public static void WriteText(Stream stream, Action<TextWriter> write)
    {
        using StreamWriter writer = new(stream, Utf8, BufferSize, leaveOpen: true);
        write(writer);
    }

    /// <summary>Writes a file of any kind.</summary>
    /// <param name="path">File to write; its folder must exist.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="InputException">
    /// <c>FileExists</c>: the file exists and <paramref name="overwrite"/> is false; <c>ReservedFileName</c>,
    /// <c>InvalidFileName</c>: no file can have this name; <c>PathIsNoFile</c>: a device has it.
    /// </exception>
    /// <exception cref="IOException">The folder is missing, or the disk rejects the write.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not write there, the file is marked read-only, or it is a folder.</exception>
    public static void WriteStream(string path, bool overwrite, Action<Stream> write)
    {
        FileNameRules.Validate(path);
        string full = ReplacedFile.TargetOf(Path.GetFullPath(path));
        RefuseExisting(full, overwrite);
        string folder = Path.GetDirectoryName(full)!;
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (FileStream stream = PrivateFiles.Open(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
            }

            Publish(temporary, full, overwrite);
        }
        finally
        {
            // Without a folder there is no file, and deleting it would hide the error.
            if (Directory.Exists(folder))
            {
                File.Delete(temporary);
            }
        }
    }

    private static void Publish(string temporary, string full, bool overwrite)
    {
        if (overwrite && File.Exists(full))
        {
            ReplacedFile.CopyRights(full, temporary);
            File.Replace(temporary, full, destinationBackupFileName: null);
            return;
        }

        try
        {
            File.Move(temporary, full);
        }
        catch (IOException) when (File.Exists(full))
        {
            // Another process created it in the meantime.
            RefuseExisting(full, overwrite: false);
        }
    }

    private static void RefuseExisting(string full, bool overwrite)
    {
        if (Directory.Exists(full))
        {
            throw new UnauthorizedAccessException($"'{full}' is a folder.");
        }

        if (File.Exists(full))
        {
            ReplacedFile.ThrowIfDevice(full);
        }

        if (!overwrite && File.Exists(full))
        {
            throw new InputException("FileExists", $"'{full}' already exists. Choose another folder, or allow it to be replaced (-Force).");
        }

        // Renaming would replace it under Unix, where the read-only flag protects only the contents, and fail under Windows.
        if (FileErrors.IsReadOnly(full))
        {
            throw new UnauthorizedAccessException($"'{full}' is marked read-only.");
        }
    }
}
