// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;

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

    [JsonProperty(Required = Required.Always)]
    public WindowsBuild[] Builds { get; set; } = Array.Empty<WindowsBuild>();

    /// <summary>Assesses a build.</summary>
    /// <param name="osBuild">Major.minor.build as the NTLM challenge states it ([MS-NLMP] 2.2.2.10); null where it states none.</param>
    /// <param name="day">The day that counts.</param>
    public OsSupport Judge(string? osBuild, DateTime day)
    {
        WindowsBuild? known = Builds.FirstOrDefault(build => build.Build == osBuild);
        if (known is null)
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

    private static string Text(WindowsProduct product) => string.Format(
        CultureInfo.InvariantCulture,
        product.Note.Length == 0 ? "{0} (until {1:yyyy-MM-dd})" : "{0} (until {1:yyyy-MM-dd}; {2})",
        product.Name,
        product.End,
        product.Note);
}
