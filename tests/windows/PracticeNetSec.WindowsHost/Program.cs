// SPDX-License-Identifier: MIT
using System.Management.Automation.Runspaces;

namespace PracticeNetSec.WindowsHost;

/// <summary>The console host of PowerShell 7, published for Windows: the same program as pwsh.exe, which no package contains.</summary>
internal static class Program
{
    internal static int Main(string[] arguments) => Microsoft.PowerShell.ConsoleShell.Start(InitialSessionState.CreateDefault2(), string.Empty, string.Empty, arguments);
}
