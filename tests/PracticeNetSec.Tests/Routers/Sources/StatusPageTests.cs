// SPDX-License-Identifier: MIT
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

public class StatusPageTests
{
    [Fact]
    public void A_page_gives_model_name_firmware_and_serial_number()
    {
        StatusPage? page = StatusPage.TryParse(
            "<status><sysName>praxis</sysName><sysDescr>Digitalisierungsbox Premium</sysDescr><firmware>11.01.02.102 from 2019/11/06 00:00:00</firmware><serial>DBP123</serial></status>");

        Assert.Equal("Digitalisierungsbox Premium", page?.Model);
        Assert.Equal("praxis", page?.SystemName);
        Assert.Equal("11.01.02.102 from 2019/11/06 00:00:00", page?.Firmware);
        Assert.Equal("DBP123", page?.SerialNumber);
    }

    [Fact]
    public void Names_contain_no_control_characters()
    {
        StatusPage? page = StatusPage.TryParse("<status>Digitalisierungsbox<sysName>a\u001B[2Jb&#x202E;c\nd</sysName><serial>1&#10;2</serial></status>");

        Assert.Equal("a [2Jb c d", page?.SystemName);
        Assert.Equal("1 2", page?.SerialNumber);
    }
}
