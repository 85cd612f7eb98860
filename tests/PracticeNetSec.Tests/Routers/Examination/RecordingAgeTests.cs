// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using PracticeNetSec.Model;
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

    public void Dispose() => File.Delete(_walk);

    private async Task<RouterExposure> ReadAsync(string sample, double days)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Celle", sample), _walk);
        File.SetLastWriteTimeUtc(_walk, (Now - TimeSpan.FromDays(days)).UtcDateTime);
        using RouterExaminer examiner = new(new RouterExaminationOptions { Time = new FakeTimeProvider(Now) });
        Practice practice = new() { PracticeId = "A", WanAddress = "203.0.113.1", IntendedPorts = [80, 443, 8443] };
        return await examiner.ReadWalkAsync(_walk, new RouterExposure { ComputerName = "203.0.113.1", WanAddress = "203.0.113.1", Practice = practice }, default);
    }
}
