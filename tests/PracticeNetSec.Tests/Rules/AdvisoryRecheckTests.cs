// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Rules;

/// <summary>A vulnerability of a firmware ends with a fixed version of that model.</summary>
public sealed class AdvisoryRecheckTests
{
    /// <summary>The same old firmware was read; which model it is was not.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("Telekom")]
    public void A_firmware_whose_model_was_not_identified_resolves_no_advisory(string? vendor)
    {
        ExposureSnapshot before = Of(new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Premium", Confidence = Confidence.High });
        Assert.Contains(before.Findings, finding => finding.RuleId == "router.firmware-widens");

        ExposureSnapshot after = Of(new RouterIdentity { Vendor = vendor });

        Assert.Equal(before.Firmware, after.Firmware);
        Assert.Equal(ChangeState.Undetermined, SnapshotComparison.Compare([before], [after]).Single(change => change.RuleId == "router.firmware-widens").State);
    }

    private static ExposureSnapshot Of(RouterIdentity identity)
    {
        RouterExposure router = new() { PracticeId = "A", ComputerName = "203.0.113.7", WanAddress = "203.0.113.7", Vantage = Vantage.Outside, Identity = identity, Firmware = FirmwareText.Parse("10.02.09.101", FirmwareScheme.Bintec) };
        return ExposureSnapshot.From(router.Assessed(), []);
    }
}
