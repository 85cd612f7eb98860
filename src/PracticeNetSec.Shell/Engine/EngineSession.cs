// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Threading;
using Microsoft.PowerShell;
using PracticeNetSec.Shell.Hosting;

namespace PracticeNetSec.Shell.Engine;

/// <summary>One runspace with the module in it, and the one way to run something there and to stop it.</summary>
internal sealed class EngineSession : IDisposable
{
    private readonly ShellHost _host;
    private readonly Lock _gate = new();
    private readonly Stack<Pipeline> _running = new();

    private EngineSession(ShellHost host, Runspace runspace)
    {
        _host = host;
        Runspace = runspace;
    }

    internal Runspace Runspace { get; }

    /// <summary>Opens the engine and loads the module, and the stand-ins where PowerShell's own commands are missing.</summary>
    /// <exception cref="CannotStartException">The module does not load.</exception>
    internal static EngineSession Open(ShellHost host, ModuleLocation module, string? executionPolicy = null)
    {
        // CreateDefault2 is what pwsh itself uses: the core commands now, everything else when it is asked for.
        var state = InitialSessionState.CreateDefault2();
        if (executionPolicy is not null && OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Enum.TryParse(executionPolicy, ignoreCase: true, out ExecutionPolicy policy)
                ? policy
                : throw new CannotStartException($"'{executionPolicy}' is no execution policy.");
        }

        Runspace runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        var session = new EngineSession(host, runspace);
        try
        {
            StandIns.AddToModulePath(module.Root);
            if (StandIns.Needed)
            {
                session.Import(StandIns.Manifest);
            }

            session.Import(module.Manifest);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs a script and prints its objects and errors. Returns what ended it, or null.</summary>
    internal Exception? RunScript(string script, TextReader? input = null)
    {
        Parser.ParseInput(script, out _, out ParseError[] errors);
        return errors.Length > 0
            ? new ParseException(errors)
            : Print(NewPipeline(script), input is null ? null : Lines(input));
    }

    /// <summary>Runs a script file so that its `exit` ends the session, as pwsh -File does.</summary>
    internal Exception? RunFile(string path, IEnumerable<CommandParameter> parameters, TextReader? input)
    {
        // A file without the extension is a script all the same: its first line may name this shell (#!).
        var command = path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? new Command(path, isScript: false, useLocalScope: false)
            : new Command(File.ReadAllText(path), isScript: true, useLocalScope: false);
        foreach (CommandParameter parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        Pipeline pipeline = NewPipeline(null);
        pipeline.Commands.Add(command);
        EngineInternals.LetExitLeaveTheNextScript(Runspace);
        return Print(pipeline, input is null ? null : Lines(input));
    }

    /// <summary>Whether a script reads what is piped into the process.</summary>
    internal static bool ReadsInput(Ast script) =>
        script.Find(node => node is VariableExpressionAst { VariablePath.UserPath: var name }
            && name.Equals("input", StringComparison.OrdinalIgnoreCase), searchNestedScriptBlocks: true) is not null;

    /// <summary>Prints on standard error what ended a script. A stop asked for by the user needs no report.</summary>
    internal void Report(Exception failure)
    {
        if (failure is PipelineStoppedException)
        {
            return;
        }

        if (failure is ParseException { Errors: { Length: > 0 } errors } && errors[0].Extent.File is null)
        {
            // The engine's view of an error shows a place in a file; a typed line has none and would come out empty.
            // What follows the first error is mostly its consequence.
            _host.ShellUI.WriteErrorLine(ParseErrorText.Describe(errors[0]));
            return;
        }

        ErrorRecord record = (failure as IContainsErrorRecord)?.ErrorRecord
            ?? new ErrorRecord(failure, "UncaughtException", ErrorCategory.NotSpecified, null);
        using (_host.ShellUI.ReportingError())
        {
            if (Print(NewPipeline(null), [record]) is not null)
            {
                _host.ShellUI.WriteErrorLine(failure.Message);
            }
        }
    }

    /// <summary>The value of <c>$?</c> after the last script.</summary>
    internal bool LastCommandSucceeded() => Evaluate("$global:?") is true;

    /// <summary>The text of the user's prompt function.</summary>
    internal string PromptText() => Evaluate("prompt") is string { Length: > 0 } text ? text : "PS> ";

    internal CommandCompletion Complete(string text, int cursor)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Runspace;
        return CommandCompletion.CompleteInput(text, cursor, null, shell);
    }

    /// <summary>Stops what is running; does not wait for it. False when nothing runs.</summary>
    internal bool Stop()
    {
        lock (_gate)
        {
            if (_running.Count == 0)
            {
                return false;
            }

            _running.Peek().StopAsync();
            return true;
        }
    }

    public void Dispose() => Runspace.Dispose();

    private static IEnumerable<object> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private void Import(string manifest)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Runspace;
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("ErrorAction", "Stop");
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException reason)
        {
            throw new CannotStartException(
                $"The module '{manifest}' cannot be loaded: {reason.Message} Build it anew with 'dotnet build -c Release', "
                + $"or set {ModuleLocation.EnvironmentVariable} to the folder of a sound one.",
                reason);
        }
    }

    private object? Evaluate(string expression)
    {
        using Pipeline pipeline = NewPipeline(null);
        pipeline.Commands.AddScript(expression);
        object? value = null;
        Exception? failure = Guarded(pipeline, () => value = pipeline.Invoke().FirstOrDefault()?.BaseObject);
        return failure is null ? value : null;
    }

    private Exception? Print(Pipeline pipeline, IEnumerable<object>? input)
    {
        // Errors take the way of the objects, so that both appear in the order in which they happened; Out-Default
        // parts them again and sends each to its stream.
        if (pipeline.Commands.Count > 0)
        {
            pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        }

        pipeline.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true));
        using (pipeline)
        {
            Exception? failure = Guarded(pipeline, () => Invoke(pipeline, input));
            _host.ShellUI.ClearProgress();
            return failure;
        }
    }

    // A prompt inside a running command must use that command's thread and runspace.
    private Pipeline NewPipeline(string? historyEntry)
    {
        bool nested = _running.Count > 0;
        return historyEntry is null
            ? nested ? Runspace.CreateNestedPipeline() : Runspace.CreatePipeline()
            : nested ? Runspace.CreateNestedPipeline(historyEntry, addToHistory: true)
            : Runspace.CreatePipeline(historyEntry, addToHistory: true);
    }

    private Exception? Guarded(Pipeline pipeline, Action run)
    {
        lock (_gate)
        {
            _running.Push(pipeline);
        }

        try
        {
            run();
            return null;
        }
        catch (Exception failure)
        {
            // Whatever a script can throw: the caller reports it and turns it into the exit code.
            return failure;
        }
        finally
        {
            lock (_gate)
            {
                _running.Pop();
            }
        }
    }

    private static void Invoke(Pipeline pipeline, IEnumerable<object>? input)
    {
        if (input is null)
        {
            pipeline.Invoke();
        }
        else
        {
            InvokeWithInput(pipeline, input);
        }
    }

    // The script runs while its input still arrives, as in any pipe.
    private static void InvokeWithInput(Pipeline pipeline, IEnumerable<object> input)
    {
        using var ended = new ManualResetEventSlim();
        pipeline.StateChanged += (_, change) =>
        {
            if (change.PipelineStateInfo.State is PipelineState.Completed or PipelineState.Failed or PipelineState.Stopped)
            {
                ended.Set();
            }
        };
        pipeline.InvokeAsync();
        var feeder = new Thread(() => Feed(pipeline, input)) { IsBackground = true, Name = "Standard input" };
        feeder.Start();
        ended.Wait();
        if (pipeline.PipelineStateInfo.State != PipelineState.Completed && pipeline.PipelineStateInfo.Reason is { } reason)
        {
            throw reason;
        }
    }

    private static void Feed(Pipeline pipeline, IEnumerable<object> input)
    {
        try
        {
            foreach (object item in input)
            {
                pipeline.Input.Write(item);
            }

            pipeline.Input.Close();
        }
        catch (PipelineClosedException)
        {
            // The script has ended without reading everything: its good right.
        }
    }
}
