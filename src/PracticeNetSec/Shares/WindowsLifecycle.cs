// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares;

/// <summary>Until when which Windows gets security updates, by the reported build: <c>Data/windows-lifecycle.json</c>.</summary>
internal sealed class WindowsLifecycle
{
    private static readonly Lazy<WindowsLifecycle> Loaded = new(() => EmbeddedData.Read<WindowsLifecycle>("windows-lifecycle.json"));

    public static WindowsLifecycle Shipped => Loaded.Value;

    /// <summary>Where the dates come from.</summary>
    [JsonProperty(Required = Required.Always)]
    public string[] Sources { get; set; } = Array.Empty<string>();

    /// <summary>Day on which they were last checked.</summary>
    [JsonProperty(Required = Required.Always)]
    public DateTime Checked { get; set; }

    /// <summary>The newest SMB dialect that each version (major.minor) of Windows supports; <c>NT LM 0.12</c> is SMB1.</summary>
    [JsonProperty(Required = Required.Always)]
    public Dictionary<string, string> NewestDialects { get; set; } = new();

    [JsonProperty(Required = Required.Always)]
    public WindowsBuild[] Builds { get; set; } = Array.Empty<WindowsBuild>();

    /// <summary>Assesses a build.</summary>
    /// <param name="osBuild">Major.minor.build as the NTLM challenge states it ([MS-NLMP] 2.2.2.10); null where it states none.</param>
    /// <param name="dialect">The dialect that the server chose: a build that does not support it is not believed. Null where it is not known.</param>
    /// <param name="day">The day that counts.</param>
    public OsSupport Judge(string? osBuild, string? dialect, DateTime day)
    {
        WindowsBuild? known = Find(osBuild);
        if (known is null || !Supports(known, dialect))
        {
            return new OsSupport();
        }

        int over = known.Products.Count(product => product.End < day.Date);
        return new OsSupport
        {
            Products = known.Products.Select(Text).ToArray(),
            Status = over == 0 ? SupportStatus.Supported
                : over == known.Products.Length ? SupportStatus.EndOfSupport
                : SupportStatus.DependsOnEdition,
            EndsOn = known.Products.Max(product => product.End),
            Source = Sources[0],
            CheckedOn = Checked,
        };
    }

    /// <summary>
    /// True where a server states a build of Windows but chose a dialect that this version of Windows does not support: macOS and
    /// some NAS devices state 6.1.7600.
    /// </summary>
    public bool Contradicts(string? osBuild, string? dialect) => Find(osBuild) is WindowsBuild known && !Supports(known, dialect);

    private WindowsBuild? Find(string? osBuild) => Builds.FirstOrDefault(build => build.Build == osBuild);

    private bool Supports(WindowsBuild known, string? dialect)
    {
        string version = known.Build.Substring(0, known.Build.LastIndexOf('.'));
        return dialect is null || !NewestDialects.TryGetValue(version, out string? newest) || Smb2DialectText.Order(dialect) <= Smb2DialectText.Order(newest);
    }

    private static string Text(WindowsProduct product) => string.Format(
        CultureInfo.InvariantCulture,
        product.Note.Length == 0 ? "{0} (until {1:yyyy-MM-dd})" : "{0} (until {1:yyyy-MM-dd}; {2})",
        product.Name,
        product.End,
        product.Note);
}
