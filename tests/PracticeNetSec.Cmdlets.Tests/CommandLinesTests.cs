// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation.Language;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>The lines to paste: each action has one that PowerShell parses as one call of the cmdlet with parameters that it has.</summary>
public sealed class CommandLinesTests
{
    [Theory]
    [InlineData("@{ Target = 'WanAddress'; Host = '203.0.113.7'; Vantage = 'Outside' }", "Get-RouterExposure 203.0.113.7 -Vantage Outside")]
    [InlineData("@{ Target = 'WanAddress'; Host = '2001:db8::7'; Vantage = 'Outside' }", "Get-RouterExposure 2001:db8::7 -Vantage Outside")]
    [InlineData("@{ Target = 'WanAddress'; Vantage = 'Outside' }", "Get-RouterExposure (Read-Host 'WAN address of the practice') -Vantage Outside")]
    [InlineData("@{ Target = 'WanAddressIPv4'; Vantage = 'Outside' }", "Get-RouterExposure (Read-Host 'IPv4 address of the practice') -Vantage Outside")]
    [InlineData("@{ Target = 'Router' }", "Get-RouterExposure (Read-Host 'Address of the router inside the practice')")]
    [InlineData("@{ Target = 'Router'; Host = '192.168.2.1'; Login = 'SnmpCommunity' }", "Get-RouterExposure 192.168.2.1 -Community (Read-Host 'SNMP community')")]
    [InlineData("@{ Target = 'Router'; Host = '192.168.178.1'; Login = 'Account' }", "Get-RouterExposure 192.168.178.1 -Credential (Get-Credential)")]
    [InlineData("@{ Target = 'Router'; Host = '203.0.113.7'; Vantage = 'Inside'; Login = 'SnmpCommunity' }", "Get-RouterExposure 203.0.113.7 -Vantage Inside -Community (Read-Host 'SNMP community')")]
    public void Each_action_has_its_command_line(string action, string line)
    {
        RunResult run = ModuleRun.Invoke($$"""
            $cmdlet = Get-Command Get-RouterExposure
            $lines = $cmdlet.ImplementingType.Assembly.GetType('PracticeNetSec.Cmdlets.Views.CommandLines')
            $lines.GetMethod('Of').Invoke($null, @([PracticeNetSec.Model.NextAction] {{action}}))
            $cmdlet.Parameters.Keys
            """);

        Assert.Empty(run.Errors);
        string[] written = run.Output.Select(output => output.ToString()!).ToArray();
        Assert.Equal(line, written[0]);
        ScriptBlockAst script = Parser.ParseInput(written[0], out _, out ParseError[] errors);
        Assert.Empty(errors);
        CommandAst command = Assert.IsType<CommandAst>(Assert.Single(Assert.IsType<PipelineAst>(Assert.Single(script.EndBlock.Statements)).PipelineElements));
        Assert.All(command.CommandElements.OfType<CommandParameterAst>(), parameter => Assert.Contains(parameter.ParameterName, written.Skip(1)));
    }
}
