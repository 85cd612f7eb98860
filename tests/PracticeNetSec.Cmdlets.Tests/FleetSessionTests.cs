// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>
/// PowerShell remoting for real, between processes: the engine's own server (what <c>pwsh -s</c> starts behind SSH) runs
/// in the shipped shell, and the protocol goes over its standard streams.
/// </summary>
public sealed class FleetSessionTests(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private const string Server = """
        $mediator = [psobject].Assembly.GetType('System.Management.Automation.Remoting.Server.StdIOProcessMediator')
        $run = $mediator.GetMethod('Run', [Reflection.BindingFlags] 'Static, NonPublic')
        $null = $run.Invoke($null, [object[]]::new($run.GetParameters().Count - 1) + $false)
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Fact]
    public void Two_sessions_share_the_work_and_one_that_breaks_hands_its_practices_on()
    {
        using Runspace first = Open();
        using Runspace second = Open();
        engine.Set("sessions", Sessions(first, second));
        engine.Set("inventory", Inventory(9));

        EngineResult run = engine.Run($"Import-PracticeInventory $inventory | Invoke-PracticeAudit -Session $sessions -LedgerPath '{_folder}/fleet.jsonl' -ThrottleLimit 2 -Port 9 -SkipShares -TimeoutSeconds 0.2").WithoutErrors();

        Assert.Equal(9, run.Output.Select(audit => audit.Properties["PracticeId"].Value.ToString()).Distinct().Count());
        Assert.All(run.Output, audit => Assert.Equal("PracticeNetSec.Fleet.PracticeAudit", audit.TypeNames[0]));
        Assert.Equal(2, run.Output.SelectMany(audit => (string[])audit.Properties["VantagePoints"].Value).Distinct().Count());
        Assert.Equal(11, engine.Run($"(Test-ExposureHistory '{_folder}/fleet.jsonl').Lines").WithoutErrors().Only<long>());

        first.Close();
        EngineResult broken = engine.Run("Import-PracticeInventory $inventory | Invoke-PracticeAudit -Session $sessions -ThrottleLimit 2 -Port 9 -SkipShares -TimeoutSeconds 0.2");

        Assert.Equal("SessionFailed", Assert.Single(broken.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(9, broken.Output.Count);
    }

    [Fact]
    public void Several_vantage_points_look_at_each_practice_and_are_merged()
    {
        using TcpListener door = new(IPAddress.Loopback, 0);
        door.Start();
        int port = ((IPEndPoint)door.LocalEndpoint).Port;
        using Runspace first = Open();
        using Runspace second = Open();
        engine.Set("sessions", Sessions(first, second));
        engine.Set("inventory", Inventory(2));

        EngineResult run = engine.Run($"Import-PracticeInventory $inventory | Invoke-PracticeAudit -Session $sessions -VantagePoint 2 -Port {port} -SkipShares -TimeoutSeconds 0.3").WithoutErrors();

        Assert.Equal(2, run.Output.Count);
        PSObject seen = run.Output.Single(audit => audit.Properties["PracticeId"].Value.Equals("P1"));
        Assert.Equal(2, ((string[])seen.Properties["VantagePoints"].Value).Length);
        PSObject router = PSObject.AsPSObject(seen.Properties["RouterExposure"].Value);
        Assert.Equal("Open", PSObject.AsPSObject(((Array)router.Properties["Ports"].Value).GetValue(0)!).Properties["State"].Value.ToString());
        string sources = string.Join('\n', ((Array)router.Properties["Sources"].Value).Cast<object>().Concat((string[])seen.Properties["Reasons"].Value));
        Assert.True(sources.Split('\n').Count(line => line.StartsWith("ports: ", StringComparison.Ordinal)) == 2, sources);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static PSSession[] Sessions(params Runspace[] runspaces) => runspaces.Select(runspace => PSSession.Create(runspace, "StandardStreams", null)).ToArray();

    private static Runspace Open()
    {
        PowerShellProcessInstance instance = new();
        instance.Process.StartInfo.FileName = "dotnet";
        instance.Process.StartInfo.ArgumentList.Clear();
        instance.Process.StartInfo.Arguments = "";
        foreach (string argument in new[] { Path.Combine(BuildPaths.ShellDirectory, "PracticeNetSec.Shell.dll"), "-Command", Server })
        {
            instance.Process.StartInfo.ArgumentList.Add(argument);
        }

        // Where the far end finds the module, as if it were installed, and the commands that its engine package lacks.
        instance.Process.StartInfo.Environment["PSModulePath"] = string.Join(Path.PathSeparator, Path.GetDirectoryName(BuildPaths.StagedModule.TrimEnd('/'))!, Path.Combine(BuildPaths.ShellDirectory, "StandIns"));
        Runspace runspace = RunspaceFactory.CreateOutOfProcessRunspace(null, instance);
        runspace.Open();
        return runspace;
    }

    private string Inventory(int count)
    {
        string path = Path.Combine(_folder, "practices.csv");
        File.WriteAllText(path, "PracticeId;WanAddress;AuthorizedBy\n" + string.Concat(Enumerable.Range(1, count).Select(number => $"P{number};127.0.0.{number};Dr. Muster\n")));
        return path;
    }
}
