// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using FsCheck.Xunit;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>An Undetermined names the line that settles it, ready to paste, with the real address and nothing else in it.</summary>
public sealed class SettlingTests
{
    private const string Hostile = "x'; Remove-Item C:\\ -Recurse; '";

    [Fact]
    public void From_inside_the_own_WAN_address_is_to_be_measured_from_elsewhere()
    {
        RouterExposure router = Judged(new RouterExposure { ComputerName = "192.168.2.1", Vantage = Vantage.Inside, WanAddress = "203.0.113.7" });

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Equal(
            ["Get-RouterExposure 192.168.2.1 -Community (Read-Host 'SNMP community')", "Get-RouterExposure 203.0.113.7 -Vantage Outside"],
            router.NextCommands);
        Assert.All(router.NextCommands, command => Assert.Contains(router.Reasons.Texts(), reason => reason.EndsWith($"Run: {command}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_FRITZ_Box_is_asked_by_its_own_login()
    {
        RouterExposure router = Judged(new RouterExposure
        {
            ComputerName = "192.168.178.1",
            Vantage = Vantage.Inside,
            Identity = new RouterIdentity { Vendor = "AVM", Model = "FRITZ!Box 7590", Confidence = Confidence.High },
        });

        Assert.Contains("Get-RouterExposure 192.168.178.1 -Credential (Get-Credential)", router.NextCommands);
        Assert.Contains("Get-RouterExposure (Read-Host 'WAN address of the practice') -Vantage Outside", router.NextCommands);
    }

    [Fact]
    public void From_outside_the_router_is_to_be_asked_inside_at_the_address_of_the_list()
    {
        Practice practice = new() { RouterAddress = "192.168.2.1", WanAddress = "203.0.113.7" };
        RouterExposure router = Judged(new RouterExposure { ComputerName = "203.0.113.7", WanAddress = "203.0.113.7", Practice = practice, Vantage = Vantage.Outside });

        Assert.Contains("Get-RouterExposure 192.168.2.1 -Community (Read-Host 'SNMP community')", router.NextCommands);
        Assert.Contains("Get-RouterExposure 203.0.113.7 -Vantage Outside", router.NextCommands);
    }

    [Fact]
    public void A_router_behind_another_says_that_the_other_is_to_be_examined_too()
    {
        RouterExposure inner = new() { ComputerName = "192.168.2.1", Vantage = Vantage.Inside, ForwardsComplete = true, PrivateWanAddress = "192.168.178.2" };
        Assert.Contains(Judged(inner).Reasons.Texts(), reason => reason.Contains("192.168.178.2 is private, so another router", StringComparison.Ordinal));

        inner.ReportedWanAddresses = ["203.0.113.7"]; // another source told a public one
        Assert.DoesNotContain(Judged(inner).Reasons.Texts(), reason => reason.Contains("another router", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_list_the_command_says_where_it_is_run() => Assert.Contains(
        "Get-RouterExposure 203.0.113.7 -Vantage Inside -Community (Read-Host 'SNMP community')",
        Judged(new RouterExposure { ComputerName = "203.0.113.7", WanAddress = "203.0.113.7", Vantage = Vantage.Outside }).NextCommands);

    [Fact]
    public void A_verdict_that_stands_needs_no_command()
    {
        RouterExposure router = Judged(new RouterExposure
        {
            ComputerName = "192.168.2.1",
            Vantage = Vantage.Inside,
            ForwardsComplete = true,
            Identity = new RouterIdentity { Vendor = "bintec elmeg", Model = "be.IP plus", Confidence = Confidence.High },
        });

        Assert.Equal(Verdict.NotExposed, router.Verdict);
        Assert.Empty(router.NextCommands);
        Assert.DoesNotContain(router.Reasons.Texts(), reason => reason.Contains("Run:", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_address_than_the_list_has_is_told()
    {
        RouterExposure router = Judged(new RouterExposure
        {
            ComputerName = "192.168.2.1",
            Vantage = Vantage.Inside,
            WanAddress = "203.0.113.7",
            ReportedWanAddresses = ["198.51.100.9"],
        });

        Assert.Contains(router.Reasons, reason => reason.Get<Evidence[]>("reason") is [Evidence only] && only.Equals(EvidenceOf.CheckOtherWanAddress("198.51.100.9", "203.0.113.7")));
        Assert.Contains("Get-RouterExposure 198.51.100.9 -Vantage Outside", router.NextCommands);
    }

    [Theory]
    [InlineData(Hostile)]
    [InlineData("‘; calc ’")]
    [InlineData("-Path")]
    [InlineData("$(calc)")]
    [InlineData("a`nb")]
    [InlineData("")]
    public void A_name_that_could_be_code_never_reaches_a_command(string name)
    {
        RouterExposure router = Judged(new RouterExposure
        {
            ComputerName = name,
            Vantage = Vantage.Inside,
            WanAddress = name,
            Practice = new Practice { RouterAddress = name, WanAddress = name },
            ReportedWanAddresses = [name],
        });

        Assert.NotEmpty(router.NextCommands);
        Assert.All(router.NextCommands, command => Assert.StartsWith("Get-RouterExposure (Read-Host '", command, StringComparison.Ordinal));
    }

    [Property(MaxTest = 1000)]
    public bool Only_letters_digits_dots_hyphens_and_colons_are_pasted(string? host) =>
        PasteableHost.Of(host) is not { } pasted || (pasted[0] != '-' && pasted.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':'));

    private static RouterExposure Judged(RouterExposure router)
    {
        return router.Assessed();
    }
}
