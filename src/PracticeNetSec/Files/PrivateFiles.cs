// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Runtime.InteropServices;

namespace PracticeNetSec.Files;

/// <summary>
/// Creates files and folders that only their owner may read: reports, ledgers and incident files hold personal data.
/// Under Unix the mode is set by the call that creates them, whatever the umask, so that no other account can open the
/// file in between. Under Windows they inherit the access control list of their folder: see docs/decisions/files.md.
/// </summary>
public static class PrivateFiles
{
    private const uint OwnerReadWrite = 0x180; // 0600
    private const uint OwnerOnly = 0x1C0; // 0700

    private static bool IsUnix => !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Creates a folder, and those above it that do not exist, for its owner alone. Existing folders stay as they are.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not create it.</exception>
    public static void CreateFolder(string folder)
    {
        if (IsUnix)
        {
            CreateMissing(folder);
        }

        // Where the system call failed, this throws with the reason.
        Directory.CreateDirectory(folder);
    }

    /// <summary>Opens a file; one that does not exist is created for its owner alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">As of <see cref="FileStream"/>; CreateNew or OpenOrCreate.</param>
    /// <param name="access">As of <see cref="FileStream"/>.</param>
    /// <param name="share">As of <see cref="FileStream"/>.</param>
    /// <exception cref="IOException">The file cannot be opened or created.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        // File.Exists is true for a dangling link; access(2) follows it.
        bool isNew = IsUnix && Access(path, 0) != 0;
        bool isCreated = isNew && CreateEmpty(path);
        FileStream stream = new(path, isCreated ? FileMode.Open : mode, access, share);
        if (isNew && !isCreated && stream.Length == 0)
        {
            // A file system without hard links, or a dangling link: nothing was written yet.
            _ = ChangeMode(path, OwnerReadWrite);
        }

        return stream;
    }

    /// <summary>
    /// True when the file was created, empty. Another program may create it at the same moment: it then keeps what that
    /// program wrote. creat(2) would empty it, and open(2) takes its mode as a variadic argument, which cannot be passed
    /// to it on every processor; so an empty file is hard-linked to the name, which fails where the name exists.
    /// </summary>
    private static bool CreateEmpty(string path)
    {
        // Short, so that it fits wherever the name itself does.
        string unnamed = Path.Combine(Path.GetDirectoryName(path) ?? "", "." + Guid.NewGuid().ToString("N").Substring(0, 12));
        int descriptor = CreateFile(unnamed, OwnerReadWrite);
        if (descriptor < 0 || CloseFile(descriptor) != 0)
        {
            return false;
        }

        bool isCreated = Link(unnamed, path) == 0;
        _ = Unlink(unnamed);
        return isCreated;
    }

    private static void CreateMissing(string folder)
    {
        if (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { Length: > 0 } above)
        {
            CreateMissing(above);
            _ = MakeDirectory(folder, OwnerOnly);
        }
    }

    [DllImport("libc", EntryPoint = "creat", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CreateFile(string path, uint mode);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFile(int descriptor);

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(string existing, string path);

    [DllImport("libc", EntryPoint = "access", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(string path, int mode);

    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeMode(string path, uint mode);

    [DllImport("libc", EntryPoint = "unlink", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unlink(string path);

    [DllImport("libc", EntryPoint = "mkdir", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeDirectory(string path, uint mode);
}
