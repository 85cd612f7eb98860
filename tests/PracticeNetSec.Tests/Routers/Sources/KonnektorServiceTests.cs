// SPDX-License-Identifier: MIT
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Sanitizing;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

public class KonnektorServiceTests
{

    [Theory]
    [InlineData("a&#10;b", "c&#x202E;d", "a b c d")]
    [InlineData("a&#9;b", "", "a b")]
    public void The_product_contains_no_control_characters(string vendor, string name, string shown) => Assert.Equal(shown, Product(vendor, name));

    [Fact]
    public void A_product_as_long_as_the_page_is_cut() => Assert.Equal(DeviceText.MaxTextLength, Product(new string('a', 200_000), "b")?.Length);

    private static string? Product(string vendor, string name) => KonnektorService.TryParse(
        $"<s:ConnectorServices xmlns:s=\"http://ws.gematik.de/conn/ServiceDirectory/v3.1\"><ProductVendorID>{vendor}</ProductVendorID><ProductName>{name}</ProductName></s:ConnectorServices>")?.Product;
}
