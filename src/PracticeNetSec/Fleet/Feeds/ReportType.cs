// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>One type of Shadowserver's reports, a row of <c>Data/shadowserver-reports.json</c>.</summary>
internal sealed class ReportType
{
    /// <summary>The type in the published schema, which is part of a file's name: <c>scan_smb</c>.</summary>
    [JsonProperty("type", Required = Required.Always)]
    public string Name { get; set; } = "";

    /// <summary>What its lines mean.</summary>
    [JsonProperty(Required = Required.Always)]
    public ReportedKind Kind { get; set; }

    /// <summary>What a report of the kind Context is about.</summary>
    public ContextMeaning Meaning { get; set; }

    /// <summary>The severity of a line that gives none.</summary>
    [JsonProperty(Required = Required.Always)]
    public Severity Severity { get; set; }

    /// <summary>The service, by its name in <c>Data/ports.json</c> where it is there; empty where the type is about no one service.</summary>
    public string Service { get; set; } = "";

    /// <summary>Its common name where <c>Data/ports.json</c> has none.</summary>
    public string Label { get; set; } = "";

    /// <summary>The protocol of a report without that column.</summary>
    public string Protocol { get; set; } = ServiceNames.Tcp;

    /// <summary>The column with the address of the practice; older reports of the same type have <c>ip</c>.</summary>
    public string Address { get; set; } = "ip";

    /// <summary>Columns that together no other type has.</summary>
    public string[] Columns { get; set; } = Array.Empty<string>();

    /// <summary>Names of the type in earlier years.</summary>
    public string[] Formerly { get; set; } = Array.Empty<string>();

    /// <summary>Vulnerabilities that every line of the type is about.</summary>
    public string[] Cves { get; set; } = Array.Empty<string>();

    /// <summary>Its common name, the same in every language.</summary>
    [JsonIgnore]
    public string CommonName => Label.Length > 0 ? Label : ServiceNames.DangerousServices.FirstOrDefault(known => known.Name == Service)?.Label ?? Service;

    /// <summary>True where a port measured over TCP is assessed by the service alone.</summary>
    [JsonIgnore]
    public bool IsKnownOverTcp => ServiceNames.DangerousServices.Any(known => known.Protocol == ServiceNames.Tcp && known.Name == Service);

    /// <summary>The name without what only says how it was found; lines without a tag are shown with it, and tags are compared with it.</summary>
    [JsonIgnore]
    public string Subject => Name.Substring(Name.StartsWith("scan", StringComparison.Ordinal) || Name.StartsWith("population", StringComparison.Ordinal) ? Name.IndexOf('_') + 1 : 0);

    /// <summary>True where a line states what may have no port: a compromised host, an event, a listed address.</summary>
    [JsonIgnore]
    public bool HasOptionalPort => Kind is ReportedKind.CompromisedHost or ReportedKind.EventFromInside or ReportedKind.Information;
}
