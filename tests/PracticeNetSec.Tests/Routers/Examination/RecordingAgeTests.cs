// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>A recording of long ago shows what was open then, and clears nothing today.</summary>
public sealed class RecordingAgeTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private readonly string _walk = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Theory]
    [InlineData(0, Verdict.NotExposed, null)]
    [InlineData(30, Verdict.NotExposed, null)]
    [InlineData(31, Verdict.Undetermined, EvidenceCode.SourceRecordingOld)]
    [InlineData(6000, Verdict.Undetermined, EvidenceCode.SourceRecordingOld)]
    [InlineData(-0.9, Verdict.NotExposed, null)] // the clock of the machine that recorded it
    [InlineData(-2, Verdict.Undetermined, EvidenceCode.SourceRecordingUndated)]
    [InlineData(17000, Verdict.Undetermined, EvidenceCode.SourceRecordingUndated)] // 1980, as archives without times give
    public async Task A_complete_table_clears_while_it_shows_the_present_state(double days, Verdict expected, string? doubt)
    {
        RouterExposure router = await ReadAsync("walk-patched.txt", days);

        Assert.Equal(expected, router.Verdict);
        Assert.Equal(doubt, router.Sources.SelectMany(source => source.Parts).Select(part => part.Code).SingleOrDefault(code => code is EvidenceCode.SourceRecordingOld or EvidenceCode.SourceRecordingUndated));
        Assert.Equal(doubt is not null, router.Reasons.Any(reason => reason.Code == EvidenceCode.CheckRecordingOld));
        Assert.Equal(doubt is null, router.Coverage.Parts[0].Complete);
    }

    [Fact]
    public async Task What_was_open_then_stays_a_finding() => Assert.Equal(Verdict.Exposed, (await ReadAsync("walk-fault.txt", 400)).Verdict);

    /// <summary>A walk says what the practice's router is, not that this router refused.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(400, false)]
    [InlineData(400, true)]
    public async Task Beside_a_walk_an_address_with_nothing_open_stays_what_it_was(double days, bool isDynamic)
    {
        RouterExposure scan = Refusing(isDynamic ? [443] : []);
        scan.Practice = isDynamic ? new Practice { PracticeId = "A", WanAddress = "praxis.example", RouterModel = "Digitalisierungsbox Premium" } : null;
        Assert.Equal(Verdict.Undetermined, scan.Assessed().Verdict);

        RouterExposure router = await ReadAsync(System("Digitalisierungsbox Premium"), days, scan);

        Assert.Equal("Digitalisierungsbox Premium", router.Identity.Model);
        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.False(router.IsRefused(3389));
    }

    [Theory]
    [InlineData(1, Verdict.NotExposed)]
    [InlineData(400, Verdict.Undetermined)]
    public async Task A_result_of_long_ago_is_not_renewed_by_a_walk_of_today(double days, Verdict expected)
    {
        RouterExposure known = Refusing([443]);
        known.EndedAt = Now - TimeSpan.FromDays(days);
        known.ForwardsComplete = true;

        Assert.Equal(expected, (await ReadAsync([".1.3.6.1.2.1.1.1.0 = STRING: Laborrouter"], 0, known)).Verdict);
    }

    /// <summary>The line may have another address since, and what an old walk does not show is not gone.</summary>
    [Fact]
    public async Task A_walk_of_long_ago_attributes_and_resolves_nothing()
    {
        RouterExposure router = await ReadAsync([.. System("Digitalisierungsbox Premium"), ".1.3.6.1.2.1.4.20.1.1.100.64.7.9 = IpAddress: 100.64.7.9", ".1.3.6.1.2.1.4.20.1.2.100.64.7.9 = INTEGER: 2"], 400, Refusing([443, 445]));

        Assert.Equal((LineKind.Undetermined, Verdict.Exposed), (router.Line.Kind, router.Verdict));
        Assert.DoesNotContain(router.Sources, source => source.Source == SourceNames.Walk && source.Complete);
        Assert.True(router.RestsOnOldRecording);
    }

    public void Dispose() => File.Delete(_walk);

    private static string[] System(string description) => [".1.3.6.1.2.1.1.1.0 = STRING: " + description, ".1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.272.4.201.66.69.50.48.0.0"];

    private static RouterExposure Refusing(int[] open) => new()
    {
        ComputerName = "203.0.113.1",
        WanAddress = "203.0.113.1",
        Vantage = Vantage.Outside,
        StartedAt = Now,
        EndedAt = Now,
        ProvenPorts = PortList.Default.ToArray(),
        Ports = [.. PortList.Default.Select(port => new PortResult { Address = "203.0.113.1", Port = port, State = open.Contains(port) ? PortState.Open : PortState.Closed, IdentifiedService = port is 80 or 443 ? "http" : null, HostAnsweredAt = Now })],
    };

    private async Task<RouterExposure> ReadAsync(string[] lines, double days, RouterExposure known)
    {
        await File.WriteAllLinesAsync(_walk, lines);
        File.SetLastWriteTimeUtc(_walk, (Now - TimeSpan.FromDays(days)).UtcDateTime);
        using RouterExaminer examiner = new(new RouterExaminationOptions { Time = new FakeTimeProvider(Now) });
        return await examiner.ReadWalkAsync(_walk, known, default);
    }

    private async Task<RouterExposure> ReadAsync(string sample, double days)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Celle", sample), _walk);
        File.SetLastWriteTimeUtc(_walk, (Now - TimeSpan.FromDays(days)).UtcDateTime);
        using RouterExaminer examiner = new(new RouterExaminationOptions { Time = new FakeTimeProvider(Now) });
        Practice practice = new() { PracticeId = "A", WanAddress = "203.0.113.1", IntendedPorts = [80, 443, 8443] };
        return await examiner.ReadWalkAsync(_walk, new RouterExposure { ComputerName = "203.0.113.1", WanAddress = "203.0.113.1", Practice = practice }, default);
    }
}
