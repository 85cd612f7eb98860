// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using PracticeNetSec.Shell.Engine;
using PracticeNetSec.Shell.Hosting;
using PracticeNetSec.Shell.Interactive;

namespace PracticeNetSec.Shell;

internal static class Program
{
    private static int Main(string[] args)
    {
        // Before the engine's first type is touched: it reads these once. Nothing leaves the machine.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
        return Start(ShellArguments.Parse(args), ShellTerminal.ForProcess());
    }

    private static int Start(ShellArguments arguments, ShellTerminal terminal)
    {
        try
        {
            switch (arguments.Mode)
            {
                case ShellMode.Help:
                    terminal.WriteLine(Usage.Text);
                    return ExitCode.Success;
                case ShellMode.Invalid:
                    return Refuse(terminal, arguments.Problem);
                case ShellMode.Version:
                    terminal.WriteLine(Versions());
                    return ExitCode.Success;
                case ShellMode.File when !File.Exists(arguments.Text):
                    return Refuse(
                        terminal,
                        $"The argument '{arguments.Text}' is not recognized as the name of a script file. "
                        + "Check the spelling of the name, or if a path was included, verify that the path is correct and try again.");
                default:
                    return RunSession(arguments, terminal);
            }
        }
        catch (CannotStartException reason)
        {
            terminal.WriteErrorLine(reason.Message);
            return ExitCode.CannotStart;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // A script file that exists and cannot be read.
            terminal.WriteErrorLine(reason.Message);
            return ExitCode.Failure;
        }
    }

    private static int RunSession(ShellArguments arguments, ShellTerminal terminal)
    {
        string? script = arguments.Mode == ShellMode.File ? Path.GetFullPath(arguments.Text) : null;
        if (arguments.WorkingDirectory is { } folder)
        {
            if (!Directory.Exists(folder))
            {
                return Refuse(terminal, $"The working directory '{folder}' does not exist.");
            }

            Environment.CurrentDirectory = folder;
        }

        if (!terminal.OutputShowsColour)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }

        bool prompt = (arguments.Mode == ShellMode.Interactive && terminal.InputIsTerminal) || arguments.NoExit;
        var host = new ShellHost(terminal, interactionAllowed: !arguments.NonInteractive);
        using var signals = new InterruptSignals(host, interactive: prompt);
        using EngineSession session = EngineSession.Open(host, ModuleLocation.Find(), arguments.ExecutionPolicy);
        signals.Watch(session);
        bool succeeded = RunWork(arguments, script, terminal, host, session, signals);
        if (prompt && host.RequestedExitCode is null)
        {
            if (!arguments.NoLogo)
            {
                terminal.WriteLine(Versions());
                terminal.WriteLine("Get-Command -Module PracticeNetSec lists the commands, Get-Help explains one, exit leaves.");
            }

            new InteractiveLoop(session, host, terminal).Run();
            succeeded = true;
        }

        return signals.EndedBy ?? host.RequestedExitCode ?? (succeeded ? ExitCode.Success : ExitCode.Failure);
    }

    private static bool RunWork(
        ShellArguments arguments,
        string? script,
        ShellTerminal terminal,
        ShellHost host,
        EngineSession session,
        InterruptSignals signals)
    {
        Exception? failure;
        switch (arguments.Mode)
        {
            case ShellMode.Command:
                failure = session.RunScript(
                    arguments.Text, PipedInput(terminal, Parser.ParseInput(arguments.Text, out _, out _)));
                break;
            case ShellMode.File:
                failure = session.RunFile(
                    script!,
                    ScriptParameters.Read(arguments.ScriptArguments),
                    PipedInput(terminal, Parser.ParseFile(script!, out _, out _)));
                break;
            case ShellMode.StandardInput:
            case ShellMode.Interactive when !terminal.InputIsTerminal:
                return StandardInputLoop.Run(session, host, terminal.Input, () => signals.EndedBy is not null);
            default:
                return true;
        }

        if (failure is not null)
        {
            session.Report(failure);
            return false;
        }

        return session.LastCommandSucceeded();
    }

    // As in pwsh, only a script that speaks of $input takes what is piped into the process; otherwise Read-Host may.
    private static TextReader? PipedInput(ShellTerminal terminal, ScriptBlockAst script) =>
        !terminal.InputIsTerminal && EngineSession.ReadsInput(script) ? terminal.Input : null;

    private static int Refuse(ShellTerminal terminal, string problem)
    {
        terminal.WriteErrorLine(problem);
        terminal.WriteErrorLine("PracticeNetSec.Shell -Help explains the command line.");
        return ExitCode.BadCommandLine;
    }

    private static string Versions()
    {
        string engine = typeof(PSObject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return $"PracticeNetSec {ModuleLocation.Find().ReadVersion()}, PowerShell engine {engine.Split(' ', '+')[0]}";
    }
}
