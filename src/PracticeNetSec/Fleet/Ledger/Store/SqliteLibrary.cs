// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>
/// Loads the SQLite library that ships with the module, by its full path: Windows PowerShell, PowerShell 7 and Mono search different folders
/// for a library that is only named. docs/decisions/history.md says which systems have one.
/// </summary>
internal sealed class SqliteLibrary : IGetFunctionPointer
{
    private const string Name = "e_sqlite3";
    private const int LoadNow = 2; // RTLD_NOW
    private const uint SearchItsOwnFolder = 0x00000008; // LOAD_WITH_ALTERED_SEARCH_PATH

    private static readonly Lazy<SqliteLibrary> Loaded = new(Load);

    private readonly IntPtr _handle;

    private SqliteLibrary(IntPtr handle) => _handle = handle;

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Loads it once in a process.</summary>
    /// <exception cref="NotSupportedException">The module has no library for this system.</exception>
    public static void Require() => _ = Loaded.Value;

    /// <inheritdoc/>
    public IntPtr GetFunctionPointer(string name) => IsWindows ? GetProcAddress(_handle, name) : FindSymbol(_handle, name);

    private static SqliteLibrary Load()
    {
        string path = PathOf(Path.GetDirectoryName(typeof(SqliteLibrary).Assembly.Location) ?? "");
        IntPtr handle = !File.Exists(path) ? IntPtr.Zero : IsWindows ? LoadLibrary(path, IntPtr.Zero, SearchItsOwnFolder) : OpenLibrary(path, LoadNow);
        if (handle == IntPtr.Zero)
        {
            throw new NotSupportedException($"The library of the ledger could not be loaded from '{path}'. The module ships it for Windows, Linux (glibc) and macOS; reinstall the module where the file is missing.");
        }

        SqliteLibrary library = new(handle);
        SQLite3Provider_dynamic_cdecl.Setup(Name, library);
        raw.SetProvider(new SQLite3Provider_dynamic_cdecl());
        raw.FreezeProvider();
        return library;
    }

    /// <summary>The layout of NuGet packages, so that a build and the module agree.</summary>
    private static string PathOf(string folder)
    {
        (string system, string file) = IsWindows ? ("win", Name + ".dll")
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? ("osx", $"lib{Name}.dylib")
            : ("linux", $"lib{Name}.so");
        string processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string path = Path.Combine(folder, "runtimes", $"{system}-{processor}", "native", file);

        // A program that was published for one system has its libraries beside it.
        string beside = Path.Combine(folder, file);
        return File.Exists(path) || !File.Exists(beside) ? path : beside;
    }

    [DllImport("kernel32", EntryPoint = "LoadLibraryExW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibrary(string path, IntPtr reserved, uint flags);

    [DllImport("kernel32", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr GetProcAddress(IntPtr library, string name);

    private static IntPtr OpenLibrary(string path, int flags)
    {
        try
        {
            return OpenInC(path, flags);
        }
        catch (EntryPointNotFoundException)
        {
            // glibc before 2.34 has it in a library of its own.
            return OpenInDl(path, flags);
        }
    }

    private static IntPtr FindSymbol(IntPtr library, string name)
    {
        try
        {
            return FindInC(library, name);
        }
        catch (EntryPointNotFoundException)
        {
            return FindInDl(library, name);
        }
    }

    [DllImport("libc", EntryPoint = "dlopen", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr OpenInC(string path, int flags);

    [DllImport("libdl.so.2", EntryPoint = "dlopen", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr OpenInDl(string path, int flags);

    [DllImport("libc", EntryPoint = "dlsym", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr FindInC(IntPtr library, string name);

    [DllImport("libdl.so.2", EntryPoint = "dlsym", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr FindInDl(IntPtr library, string name);
}
