// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace PracticeNetSec.Desktop;

/// <summary>
/// The module's assemblies as Windows PowerShell 5.1 loads them: from the module's folder, on .NET Framework or Mono,
/// without binding redirects. Counts like a test run.
/// </summary>
internal static class Program
{
    private const string Usage = "PracticeNetSec.Desktop MODULE-FOLDER SAMPLES-FOLDER [ROUTER FILE-SERVER]";

    private static int _passed;
    private static int _failed;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length is not (2 or 4))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        string module = Path.GetFullPath(arguments[0]);

        // Import-Module does the same: the root module by its path, and whatever it brings by name.
        Assembly cmdlets = Assembly.LoadFrom(Path.Combine(module, "PracticeNetSec.Cmdlets.dll"));
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => new AssemblyName(wanted.Name).Name switch
        {
            "PracticeNetSec.Cmdlets" => cmdlets,
            "PracticeNetSec" => Assembly.LoadFrom(Path.Combine(module, "PracticeNetSec.dll")),
            _ => null,
        };
        await CheckAsync(module, Path.GetFullPath(arguments[1]), arguments.Skip(2).ToArray());
        Console.WriteLine($"{_passed} passed, {_failed} failed, 0 skipped");
        return _failed > 0 ? 1 : 0;
    }

    /// <summary>Apart from Main, so that nothing of the module is needed before it can be found.</summary>
    private static async Task CheckAsync(string module, string samples, string[] hosts)
    {
        await RunAsync("the module's dependencies are found from its import to its removal", () => Import.HookAsync(module));
        await RunAsync("every type of the module can be loaded", () => Import.TypesAsync(module));
        await RunAsync("every assembly beside the module can be loaded", () => Import.AssembliesAsync(module));
        await RunAsync("a recorded walk and an nmap scan are judged", () => Papers.JudgeAsync(samples));
        await RunAsync("all papers are written as HTML, DOCX, JSON and CSV", () => Papers.WriteAsync(samples));
        await RunAsync("an inventory is read and the ledger is kept", () => Fleet.RunAsync(samples));
        if (hosts.Length > 0)
        {
            await RunAsync("a router is read over SNMPv2c", () => Network.SnmpAsync(hosts[0]));
            await RunAsync("a router is read over SNMPv3 with SHA-256 and AES", () => Network.SnmpV3Async(hosts[0]));
            await RunAsync("shares are judged as nobody, as guest and as a user who signs", () => Network.SharesAsync(hosts[1]));
        }
    }

    private static async Task RunAsync(string name, Func<Task> check)
    {
        try
        {
            await check();
            _passed++;
            Console.WriteLine($"ok      {name}");
        }
        catch (Exception failure)
        {
            _failed++;
            Console.WriteLine($"FAILED  {name}: {failure}");
        }
    }
}
