// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

public class InputTests
{
    [Theory]
    [InlineData("443", 443, 443)]
    [InlineData("440-449", 440, 449)]
    [InlineData("65535", 65535, 65535)]
    public void Ports_and_ranges_are_read(string text, int first, int last) =>
        Assert.Equal(Enumerable.Range(first, last - first + 1), PortList.Parse(text));

    [Theory]
    [InlineData("70000")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("449-440")]
    [InlineData("https")]
    [InlineData("")]
    [InlineData("1-2-3")]
    public void The_error_of_an_invalid_port_names_it_and_the_remedy(string text)
    {
        InputException error = Assert.Throws<InputException>(() => PortList.Parse(text));

        Assert.Equal("InvalidPort", error.Id);
        Assert.Contains($"'{text}'", error.Message);
        Assert.Contains("1 to 65535", error.Message);
    }

    [Fact]
    public void The_default_ports_are_both_blocks_with_their_edges_and_the_services_that_must_stay_inside()
    {
        Assert.Empty(ServiceNames.DangerousServices.Where(service => service.Protocol == ServiceNames.Tcp).Select(service => service.Port).Except(PortList.Default));
        Assert.Equal(PortList.Default.Count, PortList.Default.Distinct().Count());
        Assert.Empty(Enumerable.Range(79, 12).Concat(Enumerable.Range(439, 12)).Except(PortList.Default));
        Assert.Contains(3389, PortList.Default);
    }

    [Theory]
    [InlineData("canary.nft")]
    [InlineData("canary.ps1")]
    public void The_sample_of_a_canary_greets_on_all_default_ports(string name)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Canary", name));
        string list = Regex.Match(text, @"tcp dport \{(.*?)\}|\$Port = @\((.*?)\)").Groups.Values.Skip(1).Single(group => group.Success).Value;

        Assert.Equal(PortList.Default.Order(), list.Split(',').SelectMany(part => PortList.Parse(part.Trim())).Order());
    }

    [Theory]
    [InlineData("300.1.2.3")]
    [InlineData("10.1")]
    [InlineData("192.168.010.001")]
    [InlineData("praxis müller")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("::")]
    [InlineData("")]
    public async Task What_is_no_single_host_is_refused(string name)
    {
        InputException error = await Assert.ThrowsAsync<InputException>(() => HostAddress.ResolveAsync(name, CancellationToken.None));

        Assert.Equal("InvalidComputerName", error.Id);
        Assert.Contains($"'{name}'", error.Message);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Addresses_are_not_resolved(string name) =>
        Assert.Equal(IPAddress.Parse(name), await HostAddress.ResolveAsync(name, CancellationToken.None));

    [Fact]
    public async Task An_IPv4_mapped_IPv6_address_is_the_IPv4_address() =>
        Assert.Equal(IPAddress.Parse("127.0.0.1"), await HostAddress.ResolveAsync("::ffff:127.0.0.1", CancellationToken.None));

    [Theory]
    [InlineData("192.168.2.1", true)]
    [InlineData("::ffff:192.168.2.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("::ffff:203.0.113.1", false)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("100.64.0.1", true)]
    [InlineData("203.0.113.1", false)]
    [InlineData("fd00::1", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fe80::1", true)]
    [InlineData("::1%1", true)]
    public void Private_addresses_are_known(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, HostAddress.IsPrivate(IPAddress.Parse(address)));
}
