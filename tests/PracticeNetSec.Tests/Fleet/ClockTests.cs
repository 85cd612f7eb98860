// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using Xunit;

namespace PracticeNetSec.Tests.Fleet;

/// <summary>What is observed is dated by the clock that was given, never by the machine's behind its back.</summary>
public sealed class ClockTests : IDisposable
{
    private static readonly DateTimeOffset Then = new(2019, 10, 28, 9, 30, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Then);
    private readonly string _folder = Directory.CreateTempSubdirectory("pns-clock").FullName;

    [Fact]
    public async Task A_port_a_router_and_a_server_are_dated_by_it()
    {
        using PortScanner scanner = new(new PortScanOptions { Time = _time });
        PortResult port = Assert.Single(await scanner.ScanAsync("localhost", IPAddress.Loopback, [1], null, CancellationToken.None));
        using RouterExaminer examiner = new(new RouterExaminationOptions { Time = _time, PortsOnly = true, Ports = [1] });
        RouterExposure router = await examiner.ExamineAsync("127.0.0.1", null, CancellationToken.None);
        ShareReachability server = await ShareExaminer.ExamineAsync("127.0.0.1", 1, new ShareExaminationOptions { Time = _time }, CancellationToken.None);

        Assert.All(new[] { port.StartedAt, port.EndedAt, router.StartedAt, router.EndedAt, server.StartedAt, server.EndedAt }, time => Assert.Equal(Then, time));
    }

    [Theory]
    [InlineData(0, ScopeState.InScope)]
    [InlineData(1, ScopeState.Expired)]
    public async Task An_authorisation_ends_by_it(int days, ScopeState expected)
    {
        _time.Advance(TimeSpan.FromDays(days));
        using PracticeAuditor auditor = new(new AuditOptions { Time = _time, Router = new RouterExaminationOptions { PortsOnly = true, Ports = [1] }, Shares = false });
        Practice practice = new() { PracticeId = "A", WanAddress = "127.0.0.1", AuthorizedBy = "Dr. A", AuthorizedUntil = new DateTimeOffset(2019, 10, 28, 0, 0, 0, TimeSpan.Zero) };

        PracticeAudit audit = await auditor.AuditAsync(practice, CancellationToken.None);

        Assert.Equal(expected, audit.Scope.State);
        Assert.Equal(Then + TimeSpan.FromDays(days), audit.EndedAt);
    }

    [Fact]
    public async Task A_ledger_is_dated_by_it()
    {
        string file = Path.Combine(_folder, "fleet.db");
        using (AuditLedger ledger = new(file, resume: false, _time))
        {
            Assert.StartsWith("20191028T093000Z-", ledger.RunId, StringComparison.Ordinal);
            await ledger.BeginAsync(0);
            _time.Advance(TimeSpan.FromHours(1));
            await ledger.EndAsync();
        }

        Assert.Equal(Then.AddHours(1), ExposureLedger.AllRuns(file)[0].LastWritten);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
