// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Processes.Monitoring;

/// <summary>
/// Exit code 0 means: all expected practices were checked, recently enough, completely, and none is exposed. Each row starts a process, as an agent
/// does, and reads its standard output and its exit code.
/// </summary>
[Collection(MeasuredTimes.Name)]
public sealed class No_result_is_good_that_was_not_checked(MonitoringRuns runs) : IClassFixture<MonitoringRuns>
{
    public static TheoryData<string> Names => [.. MonitoringCases.All.Select(situation => situation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_any_situation(string name)
    {
        MonitoringCase situation = MonitoringCases.All.Single(known => known.Name == name);

        ProcessResult run = await runs.RunAsync(situation, MonitoringCases.All.SkipWhile(known => known.Name != name).Skip(1));

        string seen = $"exit code {run.ExitCode}\n{run.Output}\n{run.Error}";
        Assert.True(situation.IsGood == IsGood(run), seen);
        Assert.True(Regex.IsMatch(run.Output, situation.Says), seen);
    }

    [Fact]
    public void There_are_at_least_130_of_them() => Assert.True(MonitoringCases.All.Count(situation => !situation.IsGood) >= 130);

    /// <summary>Zabbix, Checkmk, PRTG and Prometheus read the state from the output and ignore the exit code.</summary>
    private static bool IsGood(ProcessResult run) => run.ExitCode == 0
        && !Regex.IsMatch(run.Output, "\"state\":[1-3]|^[1-3] \"Practice|\"error\":1|\"State\",\"value\":[1-3]|^practicenetsec_state [1-3]", RegexOptions.Multiline);
}
