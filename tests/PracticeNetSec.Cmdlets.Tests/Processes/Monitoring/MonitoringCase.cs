// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Cmdlets.Tests.Processes.Monitoring;

/// <summary>One situation in which a monitoring system reads a result.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Script">The commands of the process.</param>
/// <param name="Says">A pattern that standard output must match.</param>
/// <param name="IsGood">True where the result is good; in all other situations it must not be.</param>
/// <param name="Measures">True where practices are measured: the process first records what a canary would show.</param>
/// <param name="Shell">Runs the script in <c>sh</c> instead of in PowerShell.</param>
public sealed record MonitoringCase(string Name, string Script, string Says = "", bool IsGood = false, bool Measures = false, bool Shell = false)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
