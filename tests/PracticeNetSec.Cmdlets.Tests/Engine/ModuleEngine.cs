// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PracticeNetSec.Testing;

namespace PracticeNetSec.Cmdlets.Tests.Engine;

/// <summary>
/// PowerShell 7 hosted in the test (Microsoft.PowerShell.SDK) with the staged module imported. Its host answers no
/// question: a prompt is an error, as in a job. Use it as a class fixture:
/// <c>public sealed class My_tests(ModuleEngine engine) : IClassFixture&lt;ModuleEngine&gt;</c>.
/// </summary>
public sealed class ModuleEngine : IDisposable
{
    private readonly PowerShell _session = NewShell();

    static ModuleEngine()
    {
        // Read when the engine's first type is touched.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
    }

    /// <summary>Sets a variable for the scripts that follow, with the object itself rather than its text.</summary>
    public void Set(string name, object? value) => _session.Runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script to its end; <paramref name="input"/> is what is piped into it (<c>$input</c>).</summary>
    public EngineResult Run(string script, params object?[] input)
    {
        using PowerShell shell = Shell(script);
        return Collect(shell, output => shell.Invoke(input, output));
    }

    /// <summary>What the terminal would show for the script's objects, 120 columns wide.</summary>
    public string Show(string script, params object?[] input)
    {
        using PowerShell shell = Shell(script);
        shell.AddCommand("Out-String").AddParameter("Width", 120);
        return Collect(shell, output => shell.Invoke(input, output)).WithoutErrors().Only<string>();
    }

    /// <summary>Objects as they come back from Export-Clixml and Import-Clixml, a job or a remote session.</summary>
    public PSObject[] RoundTrip(IEnumerable<object?> objects, int depth = 2)
    {
        // Type data of the module (SerializationDepth) lives in this session, so the session must do the work.
        Set("__objects", objects.ToArray());
        Set("__depth", depth);
        const string Script = """
            foreach ($item in $__objects) {
                [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($item, $__depth))
            }
            """;
        return [.. Run(Script).WithoutErrors().Output];
    }

    /// <summary>An object as Export-Clixml writes it, with the depth that the module's types file names.</summary>
    public string Serialize(PSObject item)
    {
        Set("__item", item);
        return Run("[System.Management.Automation.PSSerializer]::Serialize($__item, 2)").WithoutErrors().Only<string>();
    }

    /// <summary>Objects as they come back from <c>ConvertTo-Json | ConvertFrom-Json</c>.</summary>
    public PSObject[] RoundTripJson(IEnumerable<object?> objects, int depth = 20)
    {
        Set("__objects", objects.ToArray());
        Set("__depth", depth);
        return [.. Run("ConvertTo-Json -InputObject $__objects -Depth $__depth | ConvertFrom-Json").WithoutErrors().Output];
    }

    public void Dispose() => _session.Dispose();

    /// <summary>A session of <see cref="InitialSessionState.CreateDefault2"/>, as pwsh makes it, with the staged module; the caller disposes of it.</summary>
    internal static PowerShell NewShell()
    {
        PowerShell shell = PowerShell.Create(InitialSessionState.CreateDefault2());
        shell.AddCommand("Import-Module").AddParameter("Name", WildcardPattern.Escape(Checkout.Manifest)).AddParameter("ErrorAction", "Stop").Invoke();
        shell.Commands.Clear();
        return shell;
    }

    private PowerShell Shell(string script)
    {
        PowerShell shell = PowerShell.Create();
        shell.Runspace = _session.Runspace;
        return shell.AddScript(script);
    }

    private static EngineResult Collect(PowerShell shell, Action<PSDataCollection<PSObject>> run)
    {
        using var output = new PSDataCollection<PSObject>();
        Exception? failure = null;
        try
        {
            run(output);
        }
        catch (RuntimeException reason)
        {
            failure = reason;
        }

        return new EngineResult(
            [.. output],
            [.. shell.Streams.Error],
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Progress],
            failure);
    }
}
