// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Rules;
using PracticeNetSec.Rules.Router;
using PracticeNetSec.Rules.Service;
using PracticeNetSec.Rules.Share;

namespace PracticeNetSec.Assessment;

/// <summary>Every rule, in the order in which findings of the same severity are listed.</summary>
internal static class RuleCatalog
{
    public static readonly IReadOnlyList<RouterRule> Router = new RouterRule[]
    {
        new ReportedCompromise(), new WidenedForward(), new WidenedWebForward(), new SettingsNotCorrected(), new DangerousForward(), new RestrictedForward(), new DangerousPortOpen(), new FilesListed(), new ReportedVulnerability(), new PortMappingReachable(), new IPv6FirewallOff(), new IPv6Opening(),
        new IncomingSession(), new FirmwareWidens(), new FirmwareAdvisory(), new KonnektorReachable(), new SnmpReachable(), new StatusPageReachable(),
        new NasReachable(), new KonnektorForward(), new RestrictedKonnektorForward(), new ManagementOpen(), new DynamicPortMapping(), new UnintendedPort(),
    };

    public static readonly IReadOnlyList<ServerRule> Server = new ServerRule[]
    {
        new ShareOpen("share.patient-data-writable", ShareAccess.Write, patientData: true), new ShareOpen("share.writable", ShareAccess.Write, patientData: false),
        new ShareOpen("share.patient-data-readable", ShareAccess.Read, patientData: true), new ShareOpen("share.readable", ShareAccess.Read, patientData: false),
        new ShareOpen("share.patient-data-listed", ShareAccess.List, patientData: true), new ShareOpen("share.listed", ShareAccess.List, patientData: false),
        new FolderWritable(), new AccountWritesPatientData(), new SmbFromInternet(), new Smb1Accepted(), new NullSessionLists(), new GuestAccepted(), new GuestAccount(),
        new AccountMappedToGuest(), new WindowsEndOfSupport(), new SigningNotRequired(), new NoEncryption(),
        new FromInternet(), new WithoutPassword(), new FtpClearText(),
    };

    private static readonly Dictionary<string, Rule> ById = Router.Concat<Rule>(Server).ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>A rule by its id; null for one of another version.</summary>
    public static Rule? Find(string id) => ById.TryGetValue(id, out Rule? rule) ? rule : null;

    /// <summary>True when a rule states that a finding of an earlier report was observed again. A rule of another version states nothing.</summary>
    public static bool WasRechecked(Finding gone, Recheck now) => Find(gone.RuleId)?.WasRechecked(gone, now) ?? false;

    /// <summary>True for a finding that the router's own table alone shows.</summary>
    public static bool RestsOnTable(Finding finding, RouterEvidence evidence) => Find(finding.RuleId) is RouterRule rule && rule.RestsOnTable(finding, evidence);

    /// <summary>True when a finding of the rule makes a router exposed.</summary>
    public static bool Exposes(string id) => Find(id)?.Exposes ?? false;

    /// <summary>True when a finding of the rule puts a router at risk.</summary>
    public static bool Endangers(string id) => Find(id)?.Endangers ?? false;
}
