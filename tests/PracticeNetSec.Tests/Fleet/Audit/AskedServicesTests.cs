// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Audit;

/// <summary>What was to be asked of a practice is asked, or is said not to have been.</summary>
public sealed class AskedServicesTests
{
    /// <summary>Port 445 is refused, as at nearly every line: another file service has ports of its own.</summary>
    [Fact]
    public async Task A_file_service_that_was_requested_is_asked_where_no_port_leads_to_shares()
    {
        using PracticeAuditor auditor = new(new AuditOptions
        {
            Services = [FileService.Rsync],
            PracticeTimeout = TimeSpan.FromSeconds(20),
            Router = new RouterExaminationOptions { Ports = new[] { 445 }, Vantage = Vantage.Outside, Timeout = TimeSpan.FromSeconds(1) },
        });

        PracticeAudit audit = await auditor.AuditAsync(new Practice { PracticeId = "A", WanAddress = "127.0.0.1", AuthorizedBy = "X" }, CancellationToken.None);

        Assert.Contains(audit.ShareReachability.SelectMany(server => server.FileServices), service => service.Service == FileService.Rsync);
    }
}
