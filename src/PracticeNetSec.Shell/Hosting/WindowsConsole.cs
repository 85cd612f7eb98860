// SPDX-License-Identifier: MIT
using System;
using System.Runtime.InteropServices;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>The one thing the Windows console wants to be asked for: to understand escape sequences.</summary>
internal static class WindowsConsole
{
    // Console API, SetConsoleMode.
    private const int StandardOutput = -11;
    private const int EnableVirtualTerminalProcessing = 0x0004;

    /// <summary>True where sequences are understood: always outside Windows, from Windows 10 1511 on there.</summary>
    internal static bool EnableEscapeSequences()
    {
        if (!OperatingSystem.IsWindows())
        {
            return true;
        }

        nint handle = GetStdHandle(StandardOutput);
        return GetConsoleMode(handle, out int mode) && SetConsoleMode(handle, mode | EnableVirtualTerminalProcessing);
    }

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int handle);

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint handle, out int mode);

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetConsoleMode(nint handle, int mode);
}
