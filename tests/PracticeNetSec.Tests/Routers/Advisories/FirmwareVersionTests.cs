// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Advisories;

/// <summary>Versions as vendors write them, compared number by number and only within one scheme.</summary>
public class FirmwareVersionTests
{
    private const FirmwareScheme Bintec = FirmwareScheme.Bintec;
    private const FirmwareScheme FritzOs = FirmwareScheme.FritzOs;
    private const FirmwareScheme Lcos = FirmwareScheme.Lcos;
    private const FirmwareScheme Zld = FirmwareScheme.Zld;
    private const FirmwareScheme Sfos = FirmwareScheme.Sfos;
    private const FirmwareScheme Speedport = FirmwareScheme.Speedport;

    [Theory]
    [InlineData(Bintec, "V.10.2.9.102 IPv6, IPSec, PBX from 2021/03/16 00:00:00", "10.2.9.102")]
    [InlineData(Bintec, "11.01.02.102 from 2019/11/06 00:00:00", "11.1.2.102")]
    [InlineData(Bintec, "Welcome to Digitalisierungsbox Premium version 10.2.01.104 from 2018/10/25 00:00:00", "10.2.1.104")]
    [InlineData(FritzOs, "7.57", "7.57")]
    [InlineData(FritzOs, "FRITZ!OS: 07.08", "7.08")]
    [InlineData(FritzOs, "113.07.29", "7.29")]
    [InlineData(FritzOs, "154.07.57", "7.57")]
    [InlineData(FritzOs, "29.04.88", "4.88")]
    [InlineData(Lcos, "10.80 RU4", "10.80 RU4")]
    [InlineData(Lcos, "LCOS 10.80.0155Rel", "10.80 Rel")]
    [InlineData(Lcos, "LANCOM 1781VA (over ISDN) 10.12.0527SU14 / 25.09.2019", "10.12 RU14")]
    [InlineData(Lcos, "10.12", "10.12")]
    [InlineData(Lcos, "9.20.0566", "9.20")]
    [InlineData(Lcos, "LANCOM L-310agn Wireless 8.60.0189 / 02.04.2012 111211800199", "8.60")]
    [InlineData(Zld, "ZLD 5.36", "5.36")]
    [InlineData(Zld, "4.73 Patch 1", "4.73 Patch 1")]
    [InlineData(Zld, "V4.73(AALA.1)C0", "4.73 Patch 1")]
    [InlineData(Sfos, "18.5 MR3", "18.5 MR3")]
    [InlineData(Sfos, "SFOS 18.5.3 MR-3-Build408", "18.5 MR3")]
    [InlineData(Sfos, "19.0.0 GA-Build317", "19.0 GA")]
    [InlineData(Speedport, "Speedport 1.41.000", "1.41.000")]
    [InlineData(Speedport, "1.41", "1.41.000")]
    [InlineData(FirmwareScheme.Dotted, "v1.2.3", "1.2.3")]
    public void Each_vendors_format_is_read(FirmwareScheme scheme, string text, string version) =>
        Assert.Equal(version, FirmwareVersion.TryParse(text, scheme)?.ToString());

    [Theory]
    [InlineData(Bintec, "")]
    [InlineData(Bintec, "V.11.01 Rev. 2 (Patch 1)")]
    [InlineData(Bintec, "11.01.02.102 after 10.02.01.104")]
    [InlineData(Bintec, "11.01.02.102 beta")]
    [InlineData(Bintec, "11.01.02.102 BETA2")]
    [InlineData(Bintec, "11.01.02.102_beta1")]
    [InlineData(Bintec, "11.01.02.102_rc_1")]
    [InlineData(Bintec, "192.168.2.1.5")]
    [InlineData(Bintec, "١١.١.٢.١٠٢")]
    [InlineData(FritzOs, "7.5")]
    [InlineData(FritzOs, "7.39-95000 BETA")]
    [InlineData(FritzOs, "12.07.57")]
    [InlineData(FritzOs, "05.11.2023")]
    [InlineData(Lcos, "25.09.2019")]
    [InlineData(Lcos, "10.80 RU")]
    [InlineData(Lcos, "10.80.03")]
    [InlineData(Lcos, "192.168.10.80")]
    [InlineData(Lcos, "10.80 RC1")]
    [InlineData(Zld, "4.73(AALA.1)b2")]
    [InlineData(Sfos, "18.5")]
    [InlineData(Sfos, "19.0 EAP")]
    [InlineData(Sfos, "18.5.2 MR-3")]
    [InlineData(Speedport, "01011603.05.022")]
    public void A_text_without_a_release_number_is_no_version(FirmwareScheme scheme, string text) =>
        Assert.Null(FirmwareVersion.TryParse(text, scheme));

    [Theory]
    [InlineData(Bintec, "11.01.02.102", "11.1.2.102", 0)]
    [InlineData(Bintec, "11.1.2.99", "11.1.2.102", -1)]
    [InlineData(FritzOs, "113.07.29", "154.07.57", -1)]
    [InlineData(FritzOs, "7.08", "7.57", -1)]
    [InlineData(Lcos, "10.80 Rel", "10.80 RU1", -1)]
    [InlineData(Lcos, "10.80 RU10", "10.80 RU4", 1)]
    [InlineData(Lcos, "10.12", "10.80 RU1", -1)]
    [InlineData(Lcos, "10.90", "10.80 RU4", 1)]
    [InlineData(Lcos, "10.80", "10.80 RU4", null)]
    [InlineData(Lcos, "10.80", "10.80 Rel", null)]
    [InlineData(Zld, "4.73", "4.73 Patch 1", -1)]
    [InlineData(Zld, "5.0", "5.36", null)]
    [InlineData(Sfos, "19.0 GA", "18.5 MR4", 1)]
    [InlineData(Speedport, "1.41.000", "1.41", 0)]
    public void Numbers_are_compared_as_numbers(FirmwareScheme scheme, string left, string right, int? order) =>
        Assert.Equal(order, FirmwareVersion.Compare(FirmwareVersion.TryParse(left, scheme), FirmwareVersion.TryParse(right, scheme)));

    [Fact]
    public void Versions_of_different_schemes_have_no_order_and_are_not_equal()
    {
        FirmwareVersion fritz = FirmwareVersion.TryParse("7.57", FritzOs)!;
        FirmwareVersion zyxel = FirmwareVersion.TryParse("7.57", Zld)!;

        Assert.Null(FirmwareVersion.Compare(fritz, zyxel));
        Assert.NotEqual(fritz, zyxel);
    }

    [Property]
    public Property Within_a_scheme_versions_are_in_total_order() => Prop.ForAll(
        Versions(3).ToArbitrary(),
        versions =>
        {
            (FirmwareVersion a, FirmwareVersion b, FirmwareVersion c) = (versions[0], versions[1], versions[2]);
            int ab = FirmwareVersion.Compare(a, b)!.Value;
            int bc = FirmwareVersion.Compare(b, c)!.Value;
            int ac = FirmwareVersion.Compare(a, c)!.Value;
            bool antisymmetric = Math.Sign(ab) == -Math.Sign(FirmwareVersion.Compare(b, a)!.Value);
            bool transitive = !(ab <= 0 && bc <= 0) || ac <= 0;
            bool equality = (ab == 0) == a.Equals(b) && (ab != 0 || a.GetHashCode() == b.GetHashCode());
            return antisymmetric && transitive && equality && FirmwareVersion.Compare(a, a) == 0;
        });

    [Property]
    public Property What_a_version_prints_is_read_as_the_same_version() => Prop.ForAll(
        Versions(1).ToArbitrary(),
        versions => versions[0].Equals(FirmwareVersion.TryParse(versions[0].ToString(), versions[0].Scheme)));

    [Property]
    public bool No_text_makes_the_reader_throw(string? text, int which)
    {
        FirmwareScheme[] schemes = Enum.GetValues<FirmwareScheme>();
        RouterFirmware read = FirmwareText.Parse(text ?? "", schemes[(which & int.MaxValue) % schemes.Length]);
        return read.Text.Length <= 255 && (read.Version is null || FirmwareVersion.TryParse(text, schemes[(which & int.MaxValue) % schemes.Length]) is not null);
    }

    private static Gen<FirmwareVersion[]> Versions(int count) =>
        from scheme in Gen.Elements(Enum.GetValues<FirmwareScheme>())
        from numbers in Numbers(scheme).ArrayOf(count)
        select numbers.Select(three => new FirmwareVersion(scheme, three)).ToArray();

    // Small numbers, so that equal ones come up; each within what its scheme can write.
    private static Gen<int[]> Numbers(FirmwareScheme scheme) => scheme switch
    {
        FirmwareScheme.Bintec => Gen.Choose(0, 3).ArrayOf(4),
        FirmwareScheme.Dotted => from count in Gen.Choose(2, 5) from numbers in Gen.Choose(0, 3).ArrayOf(count) select numbers,
        FirmwareScheme.FritzOs => from major in Gen.Choose(3, 19) from minor in Gen.Choose(0, 99) select new[] { major, minor },
        FirmwareScheme.Sfos => from major in Gen.Choose(15, 22) from minor in Gen.Choose(0, 9) from release in Gen.Choose(0, 12) select new[] { major, minor, release },
        _ => from major in Gen.Choose(1, 9) from minor in Gen.Choose(0, 99) from release in Gen.Choose(0, 12) select new[] { major, minor, release },
    };
}
