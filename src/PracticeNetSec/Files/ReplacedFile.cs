// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Runtime.InteropServices;
using PracticeNetSec.Model;

namespace PracticeNetSec.Files;

/// <summary>
/// What a file that is replaced keeps under Unix: its mode and owner, which somebody chose, and where a link to it leads. Under Windows
/// ReplaceFile keeps the access control list, and a link there is replaced itself.
/// </summary>
internal static class ReplacedFile
{
    private const int CurrentFolder = -100; // AT_FDCWD, the same for every processor of Linux
    private const uint BasicFields = 0x7FF; // STATX_BASIC_STATS
    private const int BufferSize = 256; // struct statx, the same for every processor: uid at 20, gid at 24, mode at 28
    private const int TypeMask = 0xF000; // S_IFMT
    private const int RegularFile = 0x8000; // S_IFREG
    private const uint RightsMask = 0xFFF;

    /// <summary>The file that a path denotes where it is a link; the path itself otherwise.</summary>
    public static string TargetOf(string path)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || !File.Exists(path) || (File.GetAttributes(path) & FileAttributes.ReparsePoint) == 0)
        {
            return path;
        }

        IntPtr resolved = RealPath(path, IntPtr.Zero);
        if (resolved == IntPtr.Zero)
        {
            return path;
        }

        string target = Marshal.PtrToStringAnsi(resolved)!;
        Free(resolved);
        return target;
    }

    /// <summary>Refuses what is no file although it has a file's name, such as /dev/null: the rename would put a file in its place.</summary>
    /// <exception cref="InputException"><c>PathIsNoFile</c>: a device, a pipe or a socket.</exception>
    public static void ThrowIfDevice(string path)
    {
        if (Read(path) is (int mode, _, _) && (mode & TypeMask) != RegularFile)
        {
            throw new InputException("PathIsNoFile", $"'{InputException.Quote(path)}' is a device, a pipe or a socket, and not a file. Choose another name.");
        }
    }

    /// <summary>Gives a new file the owner and mode of the one that it replaces; where that is not possible it stays for its owner alone.</summary>
    /// <param name="path">The file that is replaced.</param>
    /// <param name="replacement">The new one.</param>
    public static void CopyRights(string path, string replacement)
    {
        // Another owner cannot be kept without the right to give files away; then the mode would let in whom this account never chose.
        if (Read(path) is (int mode, uint owner, uint group) && ChangeOwner(replacement, owner, group) == 0)
        {
            _ = ChangeMode(replacement, (uint)mode & RightsMask);
        }
    }

    private static (int Mode, uint Owner, uint Group)? Read(string path)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            return null;
        }

        byte[] buffer = new byte[BufferSize];
        try
        {
            return Statx(CurrentFolder, path, 0, BasicFields, buffer) == 0
                ? (BitConverter.ToUInt16(buffer, 28), BitConverter.ToUInt32(buffer, 20), BitConverter.ToUInt32(buffer, 24))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than glibc 2.28.
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "statx", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, string path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "chown", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner(string path, uint owner, uint group);

    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeMode(string path, uint mode);

    [DllImport("libc", EntryPoint = "realpath", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr RealPath(string path, IntPtr resolved);

    [DllImport("libc", EntryPoint = "free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Free(IntPtr memory);
}
