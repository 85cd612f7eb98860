// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>The device that a scan recognised at a shared address is another customer's, as one that was asked live is.</summary>
public sealed class ScanOfSharedAddressTests
{
    [Theory]
    [InlineData(LineKind.OwnAddress, false, Verdict.AtRisk)]
    [InlineData(LineKind.SharedAddress, false, Verdict.Undetermined)]
    [InlineData(LineKind.Undetermined, true, Verdict.Undetermined)]
    public void The_firmware_of_a_device_at_a_shared_address_is_no_practices(LineKind line, bool isContested, Verdict expected)
    {
        const string address = "203.0.113.7";
        Practice owner = new() { PracticeId = "A", WanAddress = address, Line = line, CommonAddresses = isContested ? [address] : [], SharesAddressWith = isContested ? ["B"] : [], SharesAddressCount = isContested ? 1 : 0 };
        NmapHost host = new()
        {
            Address = address,
            IsConclusive = true,
            Ports = [new PortResult { ComputerName = address, Address = address, Port = 443, State = PortState.Open, IdentifiedService = "http" }],
            Scripts = [new NmapScript { Port = 443, Id = "http-server-header", Output = "LANCOM 1781VA 10.80.0345RU2 / 25.09.2023" }],
        };

        RouterExposure seen = RouterExaminer.AssessScan(host, owner, Vantage.Undetermined);

        Assert.Equal(expected, seen.Verdict);
        Assert.Equal(expected == Verdict.AtRisk, seen.Findings.Length > 0);
    }
}
