// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reads Shadowserver's reports on services, vulnerabilities, compromised hosts and events as views from outside, assessed by the same rules as a
/// measurement, and matches them to practices by address and time.
/// </summary>
[Cmdlet(VerbsData.Import, "ShadowserverReport")]
[OutputType(typeof(RouterExposure))]
public sealed class ImportShadowserverReportCommand : FeedImportCmdlet
{
    /// <inheritdoc/>
    protected override IEnumerable<ShadowserverRow> Add(ShadowserverFeed feed, string path) => feed.Add(path);
}
