// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.FileServices;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>Findings of every rule, as the judges make them where they can be made so, otherwise from the rule's own texts.</summary>
internal static class AllRulesFixture
{
    private static readonly DateTimeOffset Time = new(2019, 10, 14, 11, 40, 3, TimeSpan.FromHours(2));

    /// <summary>A text that is in no table.</summary>
    public static readonly Evidence Unknown = Evidence.Of("A sentence of a later version that nobody has translated.");

    /// <summary>A server at which every rule about shares and services applies, judged by the product.</summary>
    public static ShareReachability Server()
    {
        ShareReachability server = CelleCase.Server();
        server.Shares = new[]
        {
            Share("daten", ShareAccess.Write, "billing (KVDT)"), Share("befunde", ShareAccess.Read, "billing (KVDT)"), Share("bilder", ShareAccess.List, "billing (KVDT)"),
            Share("a", ShareAccess.Write, null), Share("b", ShareAccess.Read, null), Share("c", ShareAccess.List, null),
            new SmbShare { Name = "IPC$", Type = "Ipc", AnonymousAccess = ShareAccess.List },
        };
        server.Shares[1].FoldersWritable = 2;
        server.Shares[1].CredentialAccess = ShareAccess.Write;
        server.Smb1 = true;
        server.Dialects = new[] { "2.1" };
        server.GuestSession = SmbSessionResult.Guest;
        server.GuestName = "*";
        server.CredentialSession = SmbSessionResult.Guest;
        server.SigningRequired = false;
        server.OsBuild = "6.1.7601";
        server.OsSupport = new OsSupport { Status = SupportStatus.EndOfSupport, Products = new[] { "Windows 7" }, EndsOn = new DateTime(2020, 1, 14) };
        server.FileServices = new[]
        {
            new FileServiceResult { Service = FileService.Ftp, Port = 21, Answers = true, OpenToStrangers = true, Banner = "220 Welcome to the archive", Details = new[] { EvidenceOf.FtpNoTls(), EvidenceOf.FtpAnonymousAccepted() } },
            new FileServiceResult { Service = FileService.Nfs, Port = 2049, Answers = true, OpenToStrangers = true, Banner = "NFS versions 3", Details = new[] { EvidenceOf.NfsExportEveryone("/data") } },
            new FileServiceResult { Service = FileService.Rsync, Port = 873, Answers = true, Banner = "rsync protocol 31.0", Details = new[] { EvidenceOf.RsyncModule("the_backup") } },
            new FileServiceResult { Service = FileService.DicomEcho, Port = 104, Answers = true, OpenToStrangers = true, Banner = "", Details = new[] { EvidenceOf.DicomAccepted(), EvidenceOf.DicomEcho() } },
        };
        server.Reasons = new[]
        {
            EvidenceOf.SessionAccepted(ShareSessionKind.Anonymous, "anonymous", "IsNull"), EvidenceOf.SessionListRefused(ShareSessionKind.Anonymous, "STATUS_ACCESS_DENIED"),
            EvidenceOf.SessionAccepted(ShareSessionKind.Guest, "random user", "IsGuest"), EvidenceOf.SessionListRead(ShareSessionKind.Guest, 4),
            EvidenceOf.SessionRefused(ShareSessionKind.Guest, "Guest", "STATUS_LOGON_FAILURE"), EvidenceOf.SessionMappedTo(ShareSessionKind.Credential, SmbSessionResult.Guest),
            EvidenceOf.SessionAcceptedWithoutFlags(ShareSessionKind.Credential, "the given account"), EvidenceOf.ShareDialectUndetermined("3.0"),
            EvidenceOf.SharePortEnded(445, EvidenceOf.SmbNoAnswer("connect", 2000)),
        };
        return server.Assessed(complete: false);
    }

    /// <summary>A finding of every rule we ship that <paramref name="judged"/> lacks, with evidence as its judge writes it.</summary>
    public static IEnumerable<Finding> Missing(IEnumerable<Finding> judged)
    {
        HashSet<string> there = new(judged.Select(finding => finding.RuleId), StringComparer.Ordinal);
        return FindingRule.Catalog.Values.Where(rule => !there.Contains(rule.Id)).Select(rule => rule.Create("203.0.113.1", Time, RouterLines, Values(rule.Id)));
    }

    /// <summary>Values as the rule's judge gives them.</summary>
    public static string[] Values(string rule) => rule switch
    {
        "router.widened-forward" => new[] { "440", "449", "443" },
        "router.widened-forward-web" => new[] { "80", "89", "80" },
        "router.settings-not-corrected" => new[] { "10.2.6.101", "440-449", "11.01.02.102" },
        "router.firmware-widens" => new[] { "10.2.6.101", "11.01.02.102", "DBOX-2019-PORTRANGE" },
        "router.firmware-advisory" => new[] { "7.10", "7.57", "AVM-2023-HTTPS" },
        "router.dangerous-forward" or "router.restricted-forward" => new[] { "3389", "RDP", "192.168.2.20" },
        "router.dangerous-port-open" => new[] { "3389", "RDP" },
        "router.reported-vulnerability" => new[] { "443", "CVE-2021-26855" },
        "router.reported-compromise" => new[] { "203.0.113.1", "cyclops-blink" },
        "router.files-listed" => new[] { "443" },
        "router.ipv6-opening" => new[] { "445", "SMB", "2001:db8::10" },
        "router.incoming-session" => new[] { "198.51.100.23", "SMB", "445" },
        "router.unintended-port" => new[] { "8443", "443" },
        "router.nas-reachable" => new[] { "5000", "Synology DS218" },
        _ when rule.StartsWith("service.", StringComparison.Ordinal) => new[] { "203.0.113.1", "21", "Ftp" },
        "share.smb-from-internet" => new[] { "203.0.113.1", "445" },
        "share.guest-account" => new[] { "203.0.113.1", "445", "Guest" },
        "share.windows-end-of-support" => new[] { "203.0.113.1", "6.1.7601", "2020-01-14" },
        _ when rule.StartsWith("share.", StringComparison.Ordinal) => new[] { "daten", "203.0.113.1", "2" },
        _ => new[] { "203.0.113.1", "443", "8443" },
    };

    /// <summary>One report that holds all of it.</summary>
    public static BreachReport Report()
    {
        ShareReachability server = Server();
        RouterExposure router = CelleCase.Router();
        router.Findings = router.Findings.Concat(Missing(router.Findings.Concat(server.Findings))).ToArray();
        router.Reasons = new[]
        {
            router.Reasons[0], EvidenceOf.RouterTableClear(3), EvidenceOf.CheckPortsNotMeasured(36),
            Unknown,
        };
        router.Sources = new[]
        {
            new SourceReport { Source = "walk", Complete = true, Detail = EvidenceOf.SourceRowsRead("ipNatPresetTable", 3) },
            new SourceReport { Source = "UPnP", Complete = false, Detail = EvidenceOf.UpnpNoDescription(new[] { EvidenceOf.SourcePortNotOpen(49000), EvidenceOf.UpnpSearchNoAnswer() }) },
            new SourceReport { Source = "ports", Complete = false, Detail = SourceReport.Join("ports", new[] { EvidenceOf.SourcePortsMeasured(50, 2), EvidenceOf.SourcePortsNotMeasured(1, EvidenceOf.CauseNoFreeSocket()) }) },
        };
        return CelleCase.Report(CelleCase.Aware, router, server);
    }

    /// <summary>Evidence as the rules about routers make it.</summary>
    public static readonly Evidence[] RouterLines =
    {
        EvidenceOf.ForwardSeen("ipNatPresetTable", "tcp 440-449 -> 192.168.2.10:440-449"), EvidenceOf.ForwardSeenUntranslated("ipNatPresetTable", "tcp 22", "22"),
        EvidenceOf.PortsOpenInRange(Vantage.Outside, "443, 445"), EvidenceOf.PortMeasured(Vantage.Recorded, 445, PortState.Open, Time), EvidenceOf.PortsWidened(443, "440-449", "forward table + measured"),
        EvidenceOf.FirmwareInstalled("V.10.2.06.101 from 2019/07/16 00:00:00"), EvidenceOf.FirmwareFix("11.01.02.102", "heise 4596678"), EvidenceOf.FirmwareStillWidened("80-89, 440-449"),
        EvidenceOf.AdvisoryApplies("DBOX-2019-PORTRANGE", "A forward of port 80 or 443 opens the ten ports 80-89 or 440-449", "heise 4596678; c't 26/2019"),
        EvidenceOf.AdvisoryPrecondition("remote access over HTTPS is switched on"),
        EvidenceOf.SessionSeenSince("tcp 198.51.100.23:51544 -> 192.168.2.10:445", "203.0.113.1:445", Time.AddMinutes(-10)),
        EvidenceOf.SessionSeenPort("tcp 198.51.100.23:51544 -> 192.168.2.10:445", 445),
        EvidenceOf.ManagementAllowed("telnet", new[] { EvidenceOf.ClientEveryone() }),
        EvidenceOf.ManagementAllowed("http", new[] { EvidenceOf.ClientNetworkOnInterface("192.168.2.0/255.255.255.0", 1000), EvidenceOf.ClientInterface(1001), EvidenceOf.ClientUnreadable() }),
        EvidenceOf.NatpmpPcpAnswered(), EvidenceOf.NatpmpAnswered(), EvidenceOf.PortMappingUpnpOnPort("SNMP", "enabled", 5678), EvidenceOf.ForwardSeen("UPnP", "tcp 8080 -> 192.168.2.30:80"),
        EvidenceOf.SourceSaid("SNMP", new[] { EvidenceOf.SourceSystem("Telekom Digitalisierungsbox Premium") }), EvidenceOf.SourceSaid("SNMP", new[] { EvidenceOf.SourceRowsRead("ipNatPresetTable", 3) }),
        EvidenceOf.SourceSaid("SNMP", new[] { EvidenceOf.SourceRowRead("ipNatTable") }), EvidenceOf.SourceSaid("status.xml", new[] { EvidenceOf.SourceReadFrom("http://203.0.113.1/status.xml") }),
        EvidenceOf.IdentityObject("SNMP", "sysDescr", "Digitalisierungsbox Premium made for the office"), EvidenceOf.IdentityObjectId("SNMP", "1.3.6.1.4.1.272.4.201"),
        EvidenceOf.IdentityObjectIdVendor("SNMP", "AVM", "1.3.6.1.4.1.872"), EvidenceOf.IdentityVendorFirmware("walk", "AVM", "7.10"),
        EvidenceOf.KonnektorDirectoryDetails("http://192.168.2.5/", new[] { EvidenceOf.KonnektorDetails(new[] { EvidenceOf.KonnektorDetail("ProductType", "the product") }) }),
        EvidenceOf.ShadowserverMustStayInside("CouchDB", "couchdb", "tcp/5984", "high"), EvidenceOf.ShadowserverVulnerable("CVE-2021-26855", "tcp/443", "scan_exchange", "critical"),
        EvidenceOf.ShadowserverCompromised("cyclops-blink", "special", Time), EvidenceOf.ShadowserverEventFromInside("andromeda", "event4_sinkhole", Time),
        EvidenceOf.ShadowserverSince(Time.AddDays(-9), Time), EvidenceOf.ShadowserverDetail("status likely compromised"), EvidenceOf.ShadowserverListed("blocklist", Time),
        EvidenceOf.FingerprintSignShown(443, "Title", "AVM FRITZ!Box 7590", "fritz-title", Confidence.High, "Welcome to the FRITZ!Box"), EvidenceOf.FingerprintContradiction(),
    };

    private static SmbShare Share(string name, ShareAccess access, string? category) => new()
    {
        Name = name,
        Type = "Disk",
        GuestAccess = access,
        AnonymousAccess = ShareAccess.None,
        ShareMask = 0x001f01ff,
        RootMask = 0x001f01ff,
        Reasons = new[]
        {
            EvidenceOf.RightsOfSession(ShareSessionKind.Anonymous, new[] { EvidenceOf.RightsShareRefused("STATUS_ACCESS_DENIED") }),
            EvidenceOf.RightsOfSession(ShareSessionKind.Guest, new[] { EvidenceOf.RightsMasksFolders("0x001F01FF", "0x001200A9", "FILE_READ_DATA", 2, 7, "FILE_ADD_FILE") }),
            EvidenceOf.RightsOfSession(ShareSessionKind.Credential, new[] { EvidenceOf.RightsRootRefusedEncryption("STATUS_ACCESS_DENIED") }),
            EvidenceOf.RightsOfSession(ShareSessionKind.Guest, new[] { EvidenceOf.RightsNamesWithoutRights() }),
            EvidenceOf.RightsOfSession(
                ShareSessionKind.Guest,
                new[] { EvidenceOf.RightsMasks("0x001F01FF", "0x001200A9", "neither reading nor writing"), EvidenceOf.RightsListedAnyway(), EvidenceOf.RightsFoldersNotInspected(3) }),
        },
        PatientData = category is null ? Array.Empty<PatientDataCount>() : new[] { new PatientDataCount { Category = category, Count = 1240, Confidence = Confidence.High } },
    };
}
