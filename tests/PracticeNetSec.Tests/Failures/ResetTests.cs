// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using Xunit;

namespace PracticeNetSec.Tests.Failures;

/// <summary>
/// A real peer that resets at once costs the answers that it did not give, never the result. That the state of its port is
/// OpenReset and not Open is what PortScannerTests asks.
/// </summary>
public class ResetTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // Wine reads 0 bytes where the RST came before the receive, which looks like a peer that closes (wine-limits.tsv: "Receive after the peer reset the connection").
    private static readonly PortState[] OpenAfterReset = OperatingSystem.IsWindows() ? [PortState.OpenReset, PortState.Open] : [PortState.OpenReset];

    [Fact]
    public Task Each_reset_over_HTTP_is_no_answer() => EachResetIsNoAnswerAsync("http");

    /// <summary>
    /// Of Linux: Wine's SChannel reports some resets in a handshake as SEC_E_INTERNAL_ERROR, as it does the alerts of
    /// wine-limits.tsv, which is then a failed source.
    /// </summary>
    [Fact]
    [Trait("System", "Linux")]
    public Task Each_reset_over_HTTPS_is_no_answer() => EachResetIsNoAnswerAsync("https");

    [Fact]
    public async Task A_router_that_resets_keeps_its_measured_ports()
    {
        using ResettingDevice device = new(8443);
        RouterExaminationOptions options = new() { Timeout = Timeout, Ports = new[] { 8443, 8444 } };
        using RouterExaminer examiner = new(options);

        RouterExposure[] results = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => examiner.ExamineAsync(device.Address.ToString(), null, CancellationToken.None)));

        Assert.All(results, result =>
        {
            Assert.Equal(new[] { true, false }, result.Ports.Select(port => port.IsReachable));
            Assert.Contains(result.Sources, source => source.Source == "connector.sds" && !source.Complete);
        });

        // The same device and the same answers give the same texts: none of them may depend on when the RST arrived.
        Assert.Single(results.Select(result => string.Join(Environment.NewLine, result.Sources.Select(source => source.ToString()).Concat(result.Reasons.Select(reason => reason.ToString())))).Distinct());
    }

    [Fact]
    public async Task A_server_that_resets_is_a_result_with_its_state()
    {
        using ResettingDevice device = new(0);
        ShareExaminationOptions options = new()
        {
            StepTimeout = Timeout,
            Services = new[] { FileService.Ftp, FileService.WebDav, FileService.Nfs, FileService.Rsync, FileService.Afp, FileService.Dicom },
            ServicePorts = _ => new[] { device.Port },
        };

        ShareReachability[] results = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => ShareExaminer.ExamineAsync("server", device.Address, device.Port, options, CancellationToken.None)));

        Assert.All(results, result =>
        {
            string seen = string.Join(" ", result.FileServices.Select(service => $"{service.Service}={service.State}").Prepend($"SMB={result.State}").Concat(result.Reasons.Select(reason => reason.ToString())));
            Assert.True(result.State is { } state && OpenAfterReset.Contains(state), seen);
            Assert.Equal(6, result.FileServices.Length);
            Assert.True(result.FileServices.All(service => service.State is PortState.Open or PortState.OpenReset), seen);
        });
    }

    /// <summary>A connection that waited for a free slot is tried once more, and that attempt may end in its connect.</summary>
    [Fact]
    [Trait("System", "Linux")]
    public async Task A_server_that_resets_the_retry_after_a_wait_has_its_state()
    {
        using ResettingDevice device = new(0);
        SmbEndpointProber[] probers = Enumerable.Range(0, 400).Select(_ => new SmbEndpointProber(new IPEndPoint(device.Address, device.Port), Timeout)).ToArray();
        await Task.WhenAll(probers.Select(prober => prober.ConnectAsync(CancellationToken.None)));
        await Task.Delay(TimeSpan.FromSeconds(1));

        await Task.WhenAll(probers.Select(prober => prober.OpenAsync(CancellationToken.None)));

        Assert.All(probers, prober => Assert.Equal(PortState.OpenReset, prober.State));
        Array.ForEach(probers, prober => prober.Dispose());
    }

    [Fact]
    public async Task An_audit_of_a_device_that_resets_keeps_the_open_port()
    {
        using ResettingDevice device = new(8443);
        using PracticeAuditor auditor = new(new AuditOptions { Force = true, Router = new RouterExaminationOptions { Timeout = Timeout, Ports = new[] { 8443 } } });
        Practice practice = new() { PracticeId = "A", WanAddress = device.Address.ToString() };

        for (int i = 0; i < 3; i++)
        {
            PracticeAudit audit = await auditor.AuditAsync(practice, CancellationToken.None);

            Assert.False(audit.Interrupted);
            Assert.True(Assert.Single(audit.RouterExposure!.Ports).IsReachable);
        }
    }

    private static async Task EachResetIsNoAnswerAsync(string scheme)
    {
        using ResettingDevice device = new(0);
        using HttpFetcher fetcher = new();
        Uri page = new UriBuilder(scheme, device.Address.ToString(), device.Port, "/").Uri;

        for (int round = 0; round < 20; round++)
        {
            HttpReply?[] replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => fetcher.GetAsync(page, Timeout, CancellationToken.None)));
            Assert.All(replies, Assert.Null);
        }
    }
}
