// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Inventory;

/// <summary>What the inventory states of a line beside whose address it has.</summary>
public sealed class StatedLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>DS-Lite carries IPv4 over IPv6: a complete table of forwards says nothing about the machines that have addresses of their own.</summary>
    [Theory]
    [InlineData("DS-Lite", LineKind.SharedAddress, IPv6Coverage.NotExamined, Verdict.Undetermined)]
    [InlineData("Dual Stack", LineKind.OwnAddress, IPv6Coverage.NotExamined, Verdict.Undetermined)]
    [InlineData("CGNAT", LineKind.SharedAddress, IPv6Coverage.NothingSeen, Verdict.NotExposed)]
    [InlineData("Feste IP", LineKind.OwnAddress, IPv6Coverage.NothingSeen, Verdict.NotExposed)]
    public void A_line_with_IPv6_is_not_cleared_by_what_is_known_of_IPv4(string stated, LineKind kind, IPv6Coverage coverage, Verdict expected)
    {
        string file = Path.Combine(_folder, "practices.csv");
        File.WriteAllText(file, $"PracticeId;Name;WanAddress;Anschluss\nA;Praxis;203.0.113.7;{stated}\n");
        Practice practice = InventoryReader.Read(file).Select(entry => entry.Practice).OfType<Practice>().Single();
        RouterExposure router = new()
        {
            ComputerName = "192.168.2.1",
            WanAddress = "203.0.113.7",
            Vantage = Vantage.Inside,
            ForwardsComplete = true,
            Practice = practice,
            Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
        };

        router = router.Assessed();

        Assert.Equal((kind, coverage, expected), (practice.Line, router.Coverage.IPv6, router.Verdict));
    }

    /// <summary>Fillers of a column are no serial numbers: two practices with the same one do not have the same router.</summary>
    [Theory]
    [InlineData("unbekannt", false)]
    [InlineData("n/a", false)]
    [InlineData("0000000000", false)]
    [InlineData("C80E14AB1234", true)]
    public void A_filler_is_no_serial_number(string text, bool isOne) =>
        Assert.Equal(isOne, RouterIdentityCheck.HaveSameSerial(new Practice { PracticeId = "A", RouterSerialNumber = text }, new Practice { PracticeId = "B", RouterSerialNumber = text }));
}
