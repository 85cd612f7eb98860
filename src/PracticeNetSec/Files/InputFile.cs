// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using PracticeNetSec.Model;

namespace PracticeNetSec.Files;

/// <summary>
/// Opens the files that a caller gives us to read, all in the same way: other programs may have them open for writing,
/// and may rename or delete them meanwhile. Excel, Word and virus scanners do so on Windows.
/// </summary>
public static class InputFile
{
    private const int BufferSize = 64 * 1024;

    // [MS-ERREF] 2.2: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, as HRESULT_FROM_WIN32.
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    // .NET emulates sharing modes on Unix by flock, and returns the errno EWOULDBLOCK: 11 on Linux, 35 on macOS and BSD.
    private const int LinuxWouldBlock = 11;
    private const int BsdWouldBlock = 35;

    // A virus scanner holds a file only briefly. A program that holds it longer has it open.
    private const int Attempts = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Opens a file for reading from its start to its end.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read; where another program has it open, the message states this and the remedy.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static FileStream Open(string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.SequentialScan);
            }
            catch (IOException held) when (IsInUse(held))
            {
                if (attempt == Attempts)
                {
                    throw InUse(path, held);
                }
            }

            Thread.Sleep(Pause);
        }
    }

    /// <summary>Opens a text file; its byte order mark goes before the encoding.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">Encoding of a file without a mark; UTF-8 when null.</param>
    /// <exception cref="IOException">The file cannot be read; where another program has it open, the message states this and the remedy.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static StreamReader OpenText(string path, Encoding? encoding = null) =>
        new(Open(path), encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true);

    /// <summary>Reads a whole file.</summary>
    /// <inheritdoc cref="Open"/>
    public static byte[] ReadAllBytes(string path)
    {
        try
        {
            using FileStream file = Open(path);
            using MemoryStream bytes = new();
            file.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (IOException held) when (IsInUse(held))
        {
            // Windows refuses to read a range that another program has locked, although it allowed opening the file.
            throw InUse(path, held);
        }
    }

    /// <summary>Reads a whole text file.</summary>
    /// <inheritdoc cref="OpenText"/>
    public static string ReadAllText(string path, Encoding? encoding = null)
    {
        using StreamReader reader = new(new MemoryStream(ReadAllBytes(path)), encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a text file line by line.</summary>
    /// <inheritdoc cref="OpenText"/>
    public static IEnumerable<string> ReadLines(string path)
    {
        using StreamReader reader = OpenText(path);
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }

    /// <summary>True when a file could not be opened or read because another program has it open.</summary>
    /// <param name="failure">What opening or reading threw.</param>
    public static bool IsInUse(IOException failure) =>
        failure.HResult is SharingViolation or LockViolation or LinuxWouldBlock or BsdWouldBlock;

    // The code stays, so that callers can still distinguish this cause.
    private static IOException InUse(string path, IOException held) => new(
        $"'{InputException.Quote(path)}' is open in another program that does not share it. Close it there (for instance in Excel, Word or an editor), then try again.",
        held.HResult);
}
