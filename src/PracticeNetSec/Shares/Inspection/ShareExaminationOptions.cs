// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Http;
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>How far <see cref="ShareExaminer"/> goes. The defaults suit one server of a practice.</summary>
public sealed class ShareExaminationOptions
{
    /// <summary>
    /// The vantage point. <see cref="Vantage.Undetermined"/> with a private or loopback address counts as
    /// <see cref="Vantage.Inside"/>: such an address is not reachable from the Internet.
    /// </summary>
    public Vantage Vantage { get; set; }

    /// <summary>The timeout for one response.</summary>
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The timeout for a whole examination.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Shares to try by name, besides those the server lists.</summary>
    public string[] ShareNames { get; set; } = Array.Empty<string>();

    /// <summary>Where no session may list the shares, try the names that practices commonly use (<c>Data/share-names.json</c>).</summary>
    public bool TryCommonNames { get; set; }

    /// <summary>
    /// An account to try additionally: what an employee may do. It is sent to the server as a signed NTLMv2 response, once, and never output.
    /// </summary>
    public Credential? Credential { get; set; }

    /// <summary>Why an account that the caller gave is not used at this server, <see cref="Credential"/> being null then; the reasons state it.</summary>
    public CredentialHold CredentialHold { get; set; }

    /// <summary>Includes the names that look like patient data, and those of writable folders in the result. Off: counts only.</summary>
    public bool IncludeNames { get; set; }

    /// <summary>Levels of folders below the root that are sampled for other rights and for patient data; 0 to 3.</summary>
    public int Depth { get; set; } = 1;

    /// <summary>Folders listed in one share, all levels together. Where the root denies writing, the rights of up to 256 more are queried.</summary>
    public int MaxFolders { get; set; } = 16;

    /// <summary>
    /// True where an examination of the router proved that the port is not reachable from the Internet: from outside, silence or an RST of
    /// the port alone may be that of something on the way.
    /// </summary>
    public bool IsPortProven { get; set; }

    /// <summary>Other file services to query; none unless named.</summary>
    public FileService[] Services { get; set; } = Array.Empty<FileService>();

    /// <summary>The ports of each: the usual ones unless a router examination provides others.</summary>
    public Func<FileService, IReadOnlyList<int>> ServicePorts { get; set; } = FileServicePorts.Usual;

    /// <summary>Probes for each dialect whether the server accepts it, on up to four more connections; off, only the chosen one is known.</summary>
    public bool ProbeDialects { get; set; }

    /// <summary>Names inspected in one directory; a directory that holds more is counted up to here.</summary>
    public int MaxEntries { get; set; } = 4096;

    /// <summary>The clock that observations are dated by.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Shares examined on one server.</summary>
    public int MaxShares { get; set; } = 1024;
}
