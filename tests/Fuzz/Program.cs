// SPDX-License-Identifier: MIT
using System;
using System.Runtime.CompilerServices;
using PracticeNetSec.Fuzz.Engine;

namespace PracticeNetSec.Fuzz;

internal static class Program
{
    private const int WrongUsage = 2;

    private static int Main(string[] arguments)
    {
        Instrumentation.Ensure("PracticeNetSec.dll");
        Instrumentation.Ensure("PracticeNetSec.Fuzz.Planted.dll");
        return Run(arguments);
    }

    /// <summary>Apart from Main, so that no instrumented assembly is loaded before it is instrumented.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string[] arguments)
    {
        try
        {
            using FuzzRun run = new(FuzzArguments.Parse(arguments));
            return run.Run();
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(FuzzArguments.Usage);
            return WrongUsage;
        }
    }
}
