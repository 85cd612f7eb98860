using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using PracticeNetSec.Shell.Hosting;
using PracticeNetSec.Shell.Utility;

namespace PracticeNetSec.Shell;

/// <summary>One engine with the module loaded. Runs script texts and files, one at a time.</summary>
internal sealed class Session : IDisposable
{
    private static readonly string ModulePath = Path.Combine(AppContext.BaseDirectory, "PracticeNetSec", "PracticeNetSec.psd1");

    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;
    private readonly Lock _gate = new();
    private PowerShell? _running;
    private bool _interrupted;

    private Session(ConsoleHost host, Runspace runspace)
    {
        _host = host;
        _runspace = runspace;
        Console.CancelKeyPress += OnCancelKey;
    }

    /// <summary>Set by the script's <c>exit</c>.</summary>
    public int? RequestedExit => _host.RequestedExit;

    public Runspace Runspace => _runspace;

    /// <summary>Starts the engine and imports the module.</summary>
    /// <exception cref="ModuleMissingException">The module is missing or broken.</exception>
    public static Session Open(bool nonInteractive)
    {
        if (!File.Exists(ModulePath))
        {
            throw new ModuleMissingException($"The module is not beside this program ({ModulePath}). Build it with: dotnet build -c Release");
        }

        ConsoleHost host = new(nonInteractive);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.RemoteSigned;
        }

        UtilityCommands.AddTo(state);
        Runspace runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        ImportModule(runspace);
        return new Session(host, runspace);
    }

    /// <summary>Runs a script text; its objects print through the format views.</summary>
    /// <returns>The exit code that pwsh -Command would give.</returns>
    public int RunText(string text) => Run(text, lastCommandCounts: true);

    /// <summary>Runs a script file with arguments.</summary>
    /// <returns>The exit code that pwsh -File would give.</returns>
    public int RunFile(string path, IEnumerable<string> arguments) => Run(CommandLine.CallOf(path, arguments), lastCommandCounts: false);

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKey;
        _runspace.Dispose();
    }

    private static void ImportModule(Runspace runspace)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", ModulePath).AddParameter("ErrorAction", "Stop");
        if (Console.IsOutputRedirected)
        {
            shell.AddStatement().AddScript("$PSStyle.OutputRendering = 'PlainText'");
        }

        try
        {
            shell.Invoke();
        }
        catch (RuntimeException broken)
        {
            throw new ModuleMissingException($"The module does not load: {broken.Message} Build it again with: dotnet build -c Release");
        }
    }

    private int Run(string text, bool lastCommandCounts)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(text, useLocalScope: false);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        lock (_gate)
        {
            _running = shell;
            _interrupted = false;
        }

        try
        {
            shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            return ExitCode.Interrupted;
        }
        catch (RuntimeException uncaught)
        {
            PrintError(uncaught.ErrorRecord);
            return RequestedExit ?? ExitCode.Failure;
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
            }
        }

        return _interrupted ? ExitCode.Interrupted : RequestedExit ?? ImplicitExitCode(lastCommandCounts);
    }

    /// <summary>Without <c>exit</c>: for -Command whether the last command worked; for -File what a dot-sourced <c>exit n</c> left behind.</summary>
    private int ImplicitExitCode(bool lastCommandCounts)
    {
        if (_runspace.SessionStateProxy.GetVariable("?") is not false)
        {
            return ExitCode.Success;
        }

        if (lastCommandCounts)
        {
            return ExitCode.Failure;
        }

        return _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code ? code : ExitCode.Success;
    }

    /// <summary>Prints an error as the engine's own view shows it.</summary>
    private void PrintError(ErrorRecord error)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        PSObject marked = PSObject.AsPSObject(error);

        // Out-Default sends what carries this mark to the host's error lines.
        marked.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        shell.AddCommand("Out-Default").AddParameter("InputObject", marked).Invoke();
    }

    private void OnCancelKey(object? sender, ConsoleCancelEventArgs pressed)
    {
        lock (_gate)
        {
            if (_running is not null)
            {
                pressed.Cancel = true;
                _interrupted = true;

                // Stop waits for the pipeline; the key handler must not.
                _running.BeginStop(null, null);
            }
        }
    }
}
