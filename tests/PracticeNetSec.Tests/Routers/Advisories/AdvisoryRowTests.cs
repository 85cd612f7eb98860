// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;
using Xunit;
using static PracticeNetSec.Routers.AdvisoryStatus;

namespace PracticeNetSec.Tests.Routers.Advisories;

/// <summary>Each published fault in turn: the version below the fix, the fix, one above it, and one that says nothing.</summary>
public sealed class AdvisoryRowTests
{
    /// <summary>Advisory, vendor, model; version below, at and above the fix, one that is none; and what the last comes to.</summary>
    private static readonly (string Id, string Vendor, string Model, string Below, string At, string Above, string Unknown)[] Table =
    [
        ("DBOX-2019-PORTRANGE", "Telekom", "Digitalisierungsbox Premium", "11.01.02.101", "11.01.02.102", "11.01.03.100", "11.01.02"),
        ("DBOX-2019-PORTRANGE", "Telekom", "Digitalisierungsbox Standard", "11.1.2.99", "11.1.2.102", "V.12.1.1.100 IPv6", "V.next"),
        ("DBOX-2019-PORTRANGE", "Telekom", "Digitalisierungsbox Smart", "10.2.01.104 from 2018/10/25", "11.01.02.102 from 2019/11/06", "11.01.02.103", ""),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 7490", "6.02", "6.03", "113.06.05", "6.03 beta"),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 7390", "84.06.02", "84.06.03", "7.57", "?"),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 7360", "6.01", "6.03", "6.30", "6"),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 7270", "5.53", "6.03", "6.06", "5.54"),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 7270 v2", "5.53", "5.54", "6.06", ""),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 7270 v3", "74.05.22", "74.05.54", "74.06.06", "74"),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 7240", "5.05", "5.54", "6.06", "Labor 5.54"),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 3270", "5.51", "5.54", "5.55", "5"),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 7170", "29.04.87", "29.04.88", "29.04.89", "29"),
        ("AVM-2014-REMOTE-ACCESS", "AVM", "FRITZ!Box 7570", "75.04.91", "75.04.92", "75.04.93", ""),
        ("AVM-2023-HTTPS", "AVM", "FRITZ!Box 7590", "7.56", "7.57", "8.02", "7.57 Labor"),
        ("AVM-2023-HTTPS", "AVM", "FRITZ!Box 3490", "7.30", "7.31", "7.57", ""),
        ("AVM-2023-HTTPS", "AVM", "FRITZ!Box 7430", "146.07.12", "146.07.31", "7.57", ""),
        ("AVM-2023-HTTPS", "AVM", "FRITZ!Box 7580", "153.07.12", "153.07.30", "7.57", "7"),
        ("AVM-2023-HTTPS", "AVM", "FRITZ!Box 7362 SL", "131.07.01", "131.07.18", "7.57", "7.14"),
        ("AVM-2023-HTTPS", "AVM", "FRITZ!Box 7360 v2", "124.06.50", "124.06.88", "7.57", ""),
        ("AVM-2023-HTTPS", "AVM", "FRITZ!Box 3272", "126.06.50", "126.06.89", "7.57", "126.06.88"),
        ("AVM-2023-HTTPS", "AVM", "FRITZ!Box 4020", "147.06.83", "147.07.04", "7.57", "147.06.84"),
        ("AVM-2023-HTTPS", "AVM", "FRITZ!Box 6890 LTE", "7.29", "7.57", "7.58", "7.31"),
        ("SPEEDPORT-2016-TR069", "Telekom", "Speedport W 921V", "1.40.000", "1.41.000", "1.44.000", ""),
        ("SPEEDPORT-2016-TR069", "Telekom", "Speedport W921V", "1.40", "1.41", "1.42", "one"),
        ("SPEEDPORT-2016-TR069", "Telekom", "Speedport W 723V Typ B", "1.39.000", "1.41.000", "1.43.000", ""),
        ("SPEEDPORT-2016-TR069", "Telekom", "Speedport W 921 Fiber", "2.40.000", "2.41.000", "2.42.000", ""),
        ("LANCOM-2024-EMPTY-ROOT", "LANCOM", "1781VA", "10.80 RU1", "10.80 RU4", "10.80 RU5", "10.80"),
        ("LANCOM-2024-EMPTY-ROOT", "LANCOM", "1790VA", "10.80.0233RU3", "10.80.0345RU4", "10.90.0100Rel", "RU4"),
        ("CVE-2023-28771", "Zyxel", "ATP200", "ZLD 5.35", "ZLD 5.36", "5.37", "ZLD"),
        ("CVE-2023-28771", "Zyxel", "USG FLEX 100", "V4.60(ABUH.0)", "V5.36(ABUH.0)", "5.36 Patch 1", "V5.36(ABUH.0)b3"),
        ("CVE-2023-28771", "Zyxel", "VPN50", "5.00", "5.36", "5.38", ""),
        ("CVE-2023-28771", "Zyxel", "ZyWALL 110", "4.73", "4.73 Patch 1", "4.73 Patch 2", "Patch 1"),
        ("CVE-2023-28771", "Zyxel", "USG60", "V4.73(AAKY.0)C0", "V4.73(AAKY.1)C0", "V4.73(AAKY.2)C0", ""),
        ("CVE-2022-30525", "Zyxel", "USG FLEX 100W", "5.00", "5.30", "5.36", "5.22"),
        ("CVE-2022-30525", "Zyxel", "ATP200", "5.21 Patch 1", "5.30", "5.37", "ZLD"),
        ("CVE-2022-30525", "Zyxel", "VPN50", "4.60", "5.30", "5.36", ""),
        ("CVE-2023-33009", "Zyxel", "VPN50", "5.36 Patch 1", "5.36 Patch 2", "5.37", ""),
        ("CVE-2023-33009", "Zyxel", "USG60", "V4.73(AAKY.1)C0", "V4.73(AAKY.2)C0", "4.74", ""),
        ("CVE-2023-33010", "Zyxel", "ATP200", "4.32", "5.36 Patch 2", "5.37", ""),
        ("CVE-2023-33010", "Zyxel", "USG FLEX 200", "4.50", "5.36 Patch 2", "5.37", ""),
        ("CVE-2023-33010", "Zyxel", "USG20-VPN", "4.25", "5.36 Patch 2", "5.37", ""),
        ("CVE-2023-33010", "Zyxel", "VPN100", "4.30", "5.36 Patch 2", "5.37", ""),
        ("CVE-2023-33010", "Zyxel", "ZyWALL 110", "4.73 Patch 1", "4.73 Patch 2", "4.74", ""),
        ("CVE-2024-11667", "Zyxel", "USG FLEX 200", "V5.38(ABUI.0)", "V5.39(ABUI.0)", "5.40", "V5.39(ABUI.0)b1"),
        ("CVE-2022-3236", "Sophos", "XGS116", "19.0 MR1", "19.0 MR2", "19.5 GA", "18.5"),
        ("CVE-2020-12271", "Sophos", "XG115", "17.5 MR11", "18.0 MR1", "18.5 GA", "17.5 MR12"),
        ("CVE-2020-8515", "DrayTek", "Vigor2960", "1.4.4", "1.5.1", "1.5.1.1", "1.5.1 beta"),
        ("CVE-2020-15415", "DrayTek", "Vigor3900", "1.5.1", "1.5.1.1", "1.5.1.2", ""),
        ("CVE-2024-12987", "DrayTek", "Vigor300B", "1.5.1.4", "1.5.1.5", "1.5.1.6", ""),
        ("CVE-2022-1040", "Sophos", "XGS116", "18.5 MR3", "18.5 MR4", "19.0 GA", "18.5"),
        ("CVE-2022-1040", "Sophos", "SFVH", "18.0.1 MR-1-Build396", "18.5.4 MR-4-Build418", "19.5.1 MR-1-Build278", "18.5.3 MR-4"),
    ];

    public static IEnumerable<object[]> Rows => Table.Select(row => new object[] { row.Id, row.Vendor, row.Model, row.Below, row.At, row.Above, row.Unknown });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Versions_below_the_fix_are_affected_the_fix_and_above_are_fixed_and_others_are_undetermined(string id, string vendor, string model, string below, string at, string above, string unknown)
    {
        Assert.Equal([Affected, Fixed, Fixed, Undetermined], new[] { below, at, above, unknown }.Select(version => Status(id, vendor, model, version)));
        Assert.Equal(Undetermined, Status(id, vendor, model, null));
    }

    [Fact]
    public void Every_range_of_every_firmware_advisory_is_among_the_rows()
    {
        (string Id, string)[] covered = [.. Table.SelectMany(row => AdvisoryCatalog.Shipped.Entries
            .Where(entry => entry.Id == row.Id)
            .SelectMany(entry => entry.Ranges)
            .Where(range => range.Models.Any(name => name == row.Model || (name.EndsWith('*') && row.Model.StartsWith(name.TrimEnd('*'), StringComparison.Ordinal))))
            .Select(range => (row.Id, range.ToString())))];

        Assert.Empty(AdvisoryCatalog.Shipped.Entries.SelectMany(entry => entry.Ranges.Select(range => (entry.Id, range.ToString()))).Except(covered));
    }

    private static AdvisoryStatus Status(string id, string vendor, string model, string? version) => AdvisoryCatalog.Shipped
        .Match(new RouterIdentity { Vendor = vendor, Model = model }, version is null ? null : new RouterFirmware { Text = version })
        .Single(match => match.Id == id).Status;
}
