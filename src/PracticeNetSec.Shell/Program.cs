using System;
using System.IO;
using System.Text;

namespace PracticeNetSec.Shell;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        // The engine's own telemetry and update check are off before its first line runs: nothing leaves the machine.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
        if (Console.IsOutputRedirected || Console.IsErrorRedirected)
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        CommandLine line;
        try
        {
            line = CommandLine.Parse(arguments);
        }
        catch (FormatException unusable)
        {
            Console.Error.WriteLine(unusable.Message);
            return ExitCode.Usage;
        }

        if (line.Request == Request.Help)
        {
            Console.WriteLine(CommandLine.Help);
            return ExitCode.Success;
        }

        if (line.Request == Request.File && !File.Exists(line.Path))
        {
            Console.Error.WriteLine($"The script '{line.Path}' does not exist. Check the path given to -File.");
            return ExitCode.Usage;
        }

        try
        {
            using Session session = Session.Open(line.NonInteractive);
            return Run(line, session);
        }
        catch (ModuleMissingException missing)
        {
            Console.Error.WriteLine(missing.Message);
            return ExitCode.Failure;
        }
    }

    private static int Run(CommandLine line, Session session) => line.Request switch
    {
        Request.Version => session.RunText(
            "\"PracticeNetSec $((Get-Module PracticeNetSec).Version)\"; \"PowerShell engine $($PSVersionTable.PSVersion)\""),
        Request.Command => session.RunText(line.Text == "-" ? Console.In.ReadToEnd() : line.Text),
        Request.File => session.RunFile(Path.GetFullPath(line.Path), line.Arguments),
        _ => new Prompt(session).Run(),
    };
}
