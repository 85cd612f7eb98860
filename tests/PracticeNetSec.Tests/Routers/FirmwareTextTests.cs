// SPDX-License-Identifier: MIT
using System.Globalization;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Routers;

public sealed class FirmwareTextTests
{
    [Theory]
    [InlineData("V.10.2.9.102 IPv6, IPSec, PBX from 2021/03/16 00:00:00", "10.2.9.102", "2021-03-16")] // biboAdmSWVersion
    [InlineData("11.01.02.102 from 2019/11/06 00:00:00", "11.1.2.102", "2019-11-06")] // status.xml
    [InlineData("Welcome to Digitalisierungsbox Premium version 10.2.01.104 from 2018/10/25 00:00:00", "10.2.1.104", "2018-10-25")] // Telnet
    [InlineData("V.7.5 Rev. 7 (Patch 6) IPSec from 2010/02/11 00:00:00", "7.5", "2010-02-11")] // an older device
    [InlineData("11.01.02.102", "11.1.2.102", null)]
    [InlineData("version 11.1.2.102.", "11.1.2.102", null)]
    public void Version_and_date_are_read_from_the_devices_text(string text, string version, string? built)
    {
        RouterFirmware firmware = FirmwareText.Parse(text);

        Assert.Equal(text, firmware.Text);
        Assert.Equal(version, firmware.Version);
        Assert.Equal(built, firmware.BuildDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("built from 2019/11/06")]
    [InlineData("11")]
    [InlineData("1.2.3.4.5.6.7.8.9.10")]
    public void A_text_without_a_version_gives_none(string text) => Assert.Null(FirmwareText.Parse(text).Version);

    [Fact]
    public void A_date_that_does_not_exist_is_no_date() => Assert.Null(FirmwareText.Parse("11.1.2 from 2019/02/30 00:00:00").BuildDate);

    [Fact]
    public void The_text_is_bounded() => Assert.Equal(255, FirmwareText.Parse(new string('1', 100000)).Text.Length);

    [Fact]
    public void The_text_contains_no_control_characters() => Assert.Equal("11.1.2 [31m", FirmwareText.Parse("11.1.2\u001b[31m\n").Text);
}
