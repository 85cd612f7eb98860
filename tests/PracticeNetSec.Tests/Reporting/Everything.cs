// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.FileServices;
using PracticeNetSec.Findings;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>Findings of every rule, as the judges make them where they can be made so, otherwise from the rule's own texts.</summary>
internal static class Everything
{
    private static readonly DateTimeOffset Time = new(2019, 10, 14, 11, 40, 3, TimeSpan.FromHours(2));

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
        server.CredentialSession = SmbSessionResult.Guest;
        server.SigningRequired = false;
        server.OsBuild = "6.1.7601";
        server.OsSupport = new OsSupport { Status = SupportStatus.EndOfSupport, Products = new[] { "Windows 7" }, EndsOn = new DateTime(2020, 1, 14) };
        server.FileServices = new[]
        {
            new FileServiceResult { Service = FileService.Ftp, Port = 21, Answers = true, OpenToStrangers = true, Banner = "220 Welcome to the archive", Details = new[] { "AUTH TLS is not offered: passwords travel in the clear", "USER anonymous: logged in without a password (230)" } },
            new FileServiceResult { Service = FileService.Nfs, Port = 2049, Answers = true, OpenToStrangers = true, Banner = "NFS versions 3", Details = new[] { "export /data for everyone" } },
            new FileServiceResult { Service = FileService.Rsync, Port = 873, Answers = true, Banner = "rsync protocol 31.0", Details = new[] { "module the_backup" } },
            new FileServiceResult { Service = FileService.DicomEcho, Port = 104, Answers = true, OpenToStrangers = true, Banner = "", Details = new[] { "association accepted for an unknown caller, Verification too", "C-ECHO answered with success" } },
        };
        server.Reasons = new[]
        {
            "null session: accepted as nobody, session flags IsNull", "null session: the list of shares is refused, STATUS_ACCESS_DENIED", "guest: accepted as a made-up user, session flags IsGuest",
            "guest: 4 shares listed", "guest: refused as Guest, STATUS_LOGON_FAILURE", "credential: the server does not know the account and let it in as Guest; that shows nothing of what an employee may do",
            "dialect 3.0: no answer that decides whether it is accepted", "port 445: No answer within 2 s (connect).",
        };
        ShareJudge.Judge(server, complete: false);
        return server;
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
        "router.incoming-session" => new[] { "198.51.100.23", "SMB", "445" },
        "router.unintended-port" => new[] { "8443", "443" },
        "router.nas-reachable" => new[] { "5000", "Synology DS218" },
        _ when rule.StartsWith("service.", StringComparison.Ordinal) => new[] { "203.0.113.1", "21", "Ftp" },
        "share.smb-from-internet" => new[] { "203.0.113.1", "445" },
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
            router.Reasons.Texts()[0], "The router's forward table was read to its end (3 entries): none is widened, none leads to a service that must stay inside.",
            "A sentence of a later version that nobody has translated.",
        };
        router.Sources = new[]
        {
            new SourceReport { Source = "walk", Complete = true, Detail = "ipNatPresetTable: 3 rows read" },
            new SourceReport { Source = "UPnP", Complete = false, Detail = "http://192.168.2.1/: something in the words of a later version" },
        };
        return CelleCase.Report(CelleCase.Aware, router, server);
    }

    /// <summary>Evidence lines in the forms that the rules about routers write.</summary>
    public static readonly string[] RouterLines =
    {
        "ipNatPresetTable: tcp 440-449 -> 192.168.2.10:440-449", "ipNatPresetTable: tcp 22 -> (no translation):22", "measured Outside: open 443, 445", "measured Recorded: tcp 445 Open at 2019-10-14 11:40:03 +02:00",
        "firmware: V.10.2.06.101 from 2019/07/16 00:00:00", "fix: 11.01.02.102 (heise 4596678)", "still widened: 80-89, 440-449",
        "DBOX-2019-PORTRANGE: A forward of port 80 or 443 opens the ten ports 80-89 or 440-449 (heise 4596678; c't 26/2019)", "matters when: remote access over HTTPS is switched on",
        "ipNatTable: incoming tcp 198.51.100.23:51544 -> 192.168.2.10:445, through 203.0.113.1:445 outside, since 2019-10-14 11:29:40 +02:00 by the router's own count",
        "ipNatTable: incoming tcp 198.51.100.23:51544 -> 192.168.2.10:445, through port 445 outside",
        "localTcpAllowTable: telnet: everyone", "localTcpAllowTable: http: 192.168.2.0/255.255.255.0 on interface 1000", "PCP answered", "NAT-PMP answered", "SNMP UPnP enabled on TCP port 5678", "UPnP: tcp 8080 -> 192.168.2.30:80",
        "SNMP: System: Telekom Digitalisierungsbox Premium", "SNMP: ipNatPresetTable: 3 rows read", "SNMP: ipNatTable: 1 row read", "status.xml: read from http://203.0.113.1/status.xml",
        "SNMP sysDescr Digitalisierungsbox Premium made for the office", "SNMP sysObjectID 1.3.6.1.4.1.272.4.201", "SNMP sysObjectID of AVM (1.3.6.1.4.1.872)", "walk AVM's object for the firmware: 7.10",
        "http://192.168.2.5/: ConnectorServices of gematik (the product)", "tcp 443 Title: AVM FRITZ!Box 7590 (sign fritz-title, High): Welcome to the FRITZ!Box", "these signs contradict each other",
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
            "null session: share refused, STATUS_ACCESS_DENIED", "guest: share 0x001F01FF, root 0x001200A9: FILE_READ_DATA; 2 of 7 sampled folders: FILE_ADD_FILE",
            "credential: share opens, its root is refused, STATUS_ACCESS_DENIED, the share demands encryption, for which this session has no key", "guest: names are listed, the server does not tell the rights",
            "guest: share 0x001F01FF, root 0x001200A9: no rights; yet names are listed; 3 more folders were not asked",
        },
        PatientData = category is null ? Array.Empty<PatientDataCount>() : new[] { new PatientDataCount { Category = category, Count = 1240, Confidence = Confidence.High } },
    };
}
