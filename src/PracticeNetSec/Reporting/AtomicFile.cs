// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Text;

namespace PracticeNetSec.Reporting;

/// <summary>Writes a file whole or not at all: into a temporary file of the same folder, then renamed.</summary>
public static class AtomicFile
{
    private const int BufferSize = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a text file in UTF-8 without BOM.</summary>
    /// <param name="path">File to write; its folder must exist.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="InputException"><c>FileExists</c>: the file is there and <paramref name="overwrite"/> is false.</exception>
    /// <exception cref="IOException">The folder is missing, or the disk refuses.</exception>
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
    /// <exception cref="InputException"><c>FileExists</c>: the file is there and <paramref name="overwrite"/> is false.</exception>
    /// <exception cref="IOException">The folder is missing, or the disk refuses.</exception>
    public static void WriteStream(string path, bool overwrite, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        RefuseExisting(full, overwrite);
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
            }

            Publish(temporary, full, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Publish(string temporary, string full, bool overwrite)
    {
        if (overwrite && File.Exists(full))
        {
            File.Replace(temporary, full, destinationBackupFileName: null);
            return;
        }

        try
        {
            File.Move(temporary, full);
        }
        catch (IOException) when (File.Exists(full))
        {
            // Somebody else wrote it meanwhile.
            RefuseExisting(full, overwrite: false);
        }
    }

    private static void RefuseExisting(string full, bool overwrite)
    {
        if (!overwrite && File.Exists(full))
        {
            throw new InputException("FileExists", $"'{full}' is there already: choose another folder, or allow it to be replaced (-Force).");
        }
    }
}
