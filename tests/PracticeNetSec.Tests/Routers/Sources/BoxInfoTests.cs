// SPDX-License-Identifier: MIT
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>The two pages with which FRITZ!Boxes tell what they are.</summary>
public class BoxInfoTests
{
    private const string New = "<e:BoxInfo xmlns:e=\"http://juis.avm.de/updateinfo\" xmlns:q=\"http://juis.avm.de/request\"><q:Name>FRITZ!Box 7590</q:Name><q:HW>226</q:HW>"
        + "<q:Major>154</q:Major><q:Minor>7</q:Minor><q:Patch>57</q:Patch><q:Buildnumber>109082</q:Buildnumber><q:Serial>000000000001</q:Serial></e:BoxInfo>";

    private const string Old = "<j:BoxInfo xmlns:j=\"http://jason.avm.de/updatecheck/\"><j:Name>FRITZ!Box Fon WLAN 7170</j:Name><j:HW>94</j:HW>"
        + "<j:Version>29.04.87</j:Version><j:Revision>19985</j:Revision><j:Serial>000000000002</j:Serial></j:BoxInfo>";

    [Theory]
    [InlineData(New, "FRITZ!Box 7590", "226", "7.57", "FRITZ!OS 7.57 (154.07.57-109082)")]
    [InlineData(Old, "FRITZ!Box Fon WLAN 7170", "94", "4.87", "FRITZ!OS 4.87 (29.04.87)")]
    public void Both_pages_give_model_hardware_and_FRITZ_OS(string page, string name, string hardware, string version, string text)
    {
        BoxInfo box = BoxInfo.TryParse(page)!;

        Assert.Equal((name, hardware, version, text), (box.Name, box.Hardware, box.Firmware!.Version, box.Firmware.Text));
    }

    [Theory]
    [InlineData("<BoxInfo><Name>x</Name></BoxInfo>")]
    [InlineData("<j:Other xmlns:j=\"http://jason.avm.de/updatecheck/\"><j:Name>x</j:Name></j:Other>")]
    [InlineData("<j:BoxInfo xmlns:j=\"http://jason.avm.de/updatecheck/\"/>")]
    [InlineData("<html>Not found</html>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><j:BoxInfo xmlns:j=\"http://jason.avm.de/updatecheck/\"><j:Name>&b;</j:Name></j:BoxInfo>")]
    public void Another_page_is_no_FRITZ_Box(string page) => Assert.Null(BoxInfo.TryParse(page));

    [Theory]
    [InlineData("84.06.03", "6.03", "FRITZ!OS 6.03 (84.06.03)")]
    [InlineData("259.08.02-123456", "8.02", "FRITZ!OS 8.02 (259.08.02-123456)")]
    public void The_version_is_extracted_from_the_version_text(string words, string version, string text)
    {
        Assert.Equal(version, FritzFirmware.TryParse(words)!.Version);
        Assert.Equal(text, FritzFirmware.TryParse(words)!.Text);
    }

    [Fact]
    public void A_box_without_version_has_no_firmware() => Assert.Null(BoxInfo.TryParse(New.Replace("<q:Minor>7</q:Minor>", "<q:Minor>x</q:Minor>"))!.Firmware);
}
