// SPDX-License-Identifier: MIT
using System;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>What every other test here stands on: the lab comes up from any state, and nothing gets out of it.</summary>
[Collection(CelleNetwork.Name)]
public class LabItselfTests
{
    private static readonly string[] Namespaces = ["pns-internet", "pns-router", "pns-practice", "pns-konnektor", "pns-canary"];

    [Fact]
    public async Task It_comes_up_twice_in_a_row_and_after_a_crash()
    {
        await LabProcess.LabAsync("celle.sh", "up", "fault");
        foreach (string name in Namespaces)
        {
            await LabProcess.RunAsync("sh", ["-c", $"ip netns pids {name} | xargs -r kill -KILL"]);
        }

        await LabProcess.RunAsync("ip", ["netns", "delete", "pns-konnektor"]);
        await LabProcess.LabAsync("celle.sh", "up", "fault");

        string status = await LabProcess.LabAsync("celle.sh", "status");
        Assert.DoesNotContain("does not answer", status, StringComparison.Ordinal);
        Assert.Contains("answers         Samba", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_namespace_is_linked_to_the_machine()
    {
        foreach (string name in Namespaces)
        {
            ProcessResult links = await LabProcess.RunAsync("ip", ["-n", name, "-o", "link", "show", "type", "veth"]);

            // The other end of each cable lies in another namespace of the lab; one in the machine's own has no name here.
            string[] cables = links.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.NotEmpty(cables);
            Assert.All(cables, cable => Assert.Contains(Namespaces, other => cable.Contains($"link-netns {other}", StringComparison.Ordinal)));
        }

        ProcessResult machine = await LabProcess.RunAsync("ip", ["-o", "link", "show", "type", "veth"]);
        Assert.DoesNotContain(Namespaces, name => machine.Output.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_root_it_ends_with_one_message()
    {
        ProcessResult refused = await LabProcess.RunAsync(
            "setpriv", ["--reuid", "65534", "--clear-groups", "bash", LabProcess.Script("celle.sh"), "up"]);

        Assert.Equal(77, refused.ExitCode);
        Assert.Contains("needs root on Linux", Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
