// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reads the notices that CERT-Bund sends to network operators and that providers forward: attached CSV files, or tables in the text of a mail. They
/// are assessed like Shadowserver's reports and matched to practices by address and time.
/// </summary>
[Cmdlet(VerbsData.Import, "AbuseNotice")]
[OutputType(typeof(RouterExposure))]
public sealed class ImportAbuseNoticeCommand : FeedImportCmdlet
{
    /// <summary>What the notice is about, as a type of Shadowserver's reports, where the notice does not show it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Type { get; set; }

    /// <inheritdoc/>
    protected override IEnumerable<ShadowserverRow> Add(ShadowserverFeed feed, string path) => feed.AddNotice(path, Type);
}
