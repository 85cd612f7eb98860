// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using FsCheck.Xunit;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly List<string> _written = [];
    private readonly RouterExaminer _examiner = new(new RouterExaminationOptions());

    public static TheoryData<string> Files => [.. Directory.GetFiles(ConfigurationSamples.Folder).Select(file => Path.GetFileName(file)!)];

    public void Dispose()
    {
        _examiner.Dispose();
        _written.ForEach(File.Delete);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_secret_of_a_file_is_in_what_is_returned(string name)
    {
        Assert.Contains(ConfigurationSamples.Secret, File.ReadAllText(ConfigurationSamples.PathOf(name)), StringComparison.Ordinal);

        string everything = Newtonsoft.Json.JsonConvert.SerializeObject(Assess(name));

        Assert.DoesNotContain(ConfigurationSamples.Secret, everything, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_off_anywhere_yields_a_reading_or_the_documented_error(string name)
    {
        string text = File.ReadAllText(ConfigurationSamples.PathOf(name));
        for (int length = 0; length < text.Length; length += 7)
        {
            string cut = text.Substring(0, length);
            Exception? error = Record.Exception(() => ConfigurationSamples.Read(cut));
            Assert.True(error is null or InputException { Id: "NotAConfiguration" }, error?.ToString());
        }
    }

    [Theory]
    [InlineData("fritzbox-support.txt", Verdict.Exposed)]
    [InlineData("fritzbox.export", Verdict.Exposed)]
    [InlineData("opnsense.xml", Verdict.Exposed)]
    [InlineData("openwrt.uci", Verdict.Exposed)]
    public void What_leads_to_a_service_that_must_stay_inside_is_exposed(string name, Verdict expected) => Assert.Equal(expected, Assess(name).Verdict);

    [Fact]
    public void The_block_of_2019_is_seen_in_a_configuration()
    {
        RouterExposure router = Assess(Write("ar7cfg {\n forwardrules = \"tcp 0.0.0.0:440+10 192.168.178.20:440 0\";\n}\n"));

        Assert.Equal((440, 449), Assert.Single(router.WidenedRanges.Select(range => (range.Start, range.End))));
        Assert.Equal(Verdict.Exposed, router.Verdict);
    }

    [Theory]
    [InlineData("<opnsense><interfaces><wan><ipaddr>dhcp</ipaddr></wan></interfaces><nat><rule><interface>wan</interface><protocol>tcp</protocol><target>192.168.1.5</target><destination><port>443</port></destination></rule></nat></opnsense>", Verdict.NotExposed)]
    [InlineData("<opnsense><interfaces><wan><ipaddr>dhcp</ipaddr></wan></interfaces><nat><rule><interface>wan</interface><protocol>tcp</protocol><target>192.168.1.5</target><destination><port>4711</port></destination></rule></nat></opnsense>", Verdict.Undetermined)]
    [InlineData("<opnsense><interfaces><wan><ipaddr>dhcp</ipaddr><ipaddrv6>dhcp6</ipaddrv6></wan></interfaces><filter><rule><type>block</type></rule></filter></opnsense>", Verdict.Undetermined)]
    [InlineData("ar7cfg {\n ipv6mode = ipv6_off;\n forwardrules = \"tcp 0.0.0.0:443 192.168.178.20:443 0\";\n}\n", Verdict.Undetermined)]
    public void Only_a_published_format_that_was_understood_whole_clears(string text, Verdict expected) => Assert.Equal(expected, Assess(Write(text)).Verdict);

    [Fact]
    public void An_old_file_clears_nothing()
    {
        string path = Write("<opnsense><interfaces><wan><ipaddr>dhcp</ipaddr></wan></interfaces><filter><rule/></filter></opnsense>");
        Assert.Equal(Verdict.NotExposed, Assess(path).Verdict);

        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-60));

        Assert.Equal(Verdict.Undetermined, Assess(path).Verdict);
    }

    [Fact]
    public void A_file_of_another_router_is_refused() => Assert.Equal(
        "ConfigurationOfAnotherRouter",
        Assert.Throws<InputException>(() => _examiner.ReadConfiguration(ConfigurationSamples.PathOf("opnsense.xml"), new RouterExposure { ComputerName = "203.0.113.77" }, false, default)).Id);

    [Theory]
    [InlineData("")]
    [InlineData("just text\n")]
    [InlineData(".1.3.6.1.2.1.1.1.0 = STRING: \"router\"\n")]
    public void Another_file_is_refused_with_what_is_known(string text) =>
        Assert.Contains("uci export", Assert.Throws<InputException>(() => ConfigurationSamples.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_endless_file_or_line_is_refused()
    {
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal("NotAConfiguration", Assert.Throws<InputException>(() => ConfigurationSamples.Read("package firewall\n" + new string('x', 100_000))).Id);
        Assert.Equal("NotAConfiguration", Assert.Throws<InputException>(() => ConfigurationSamples.Read("package firewall\n" + string.Concat(Enumerable.Repeat(new string(' ', 9_999) + "\n", 7_000)))).Id);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Property(MaxTest = 300)]
    public bool No_text_makes_the_reader_throw_anything_else(string? text) =>
        Record.Exception(() => ConfigurationSamples.Read("# x by RouterOS 7.1\n" + text)) is null or InputException
        && Record.Exception(() => ConfigurationSamples.Read("ar7cfg {\n" + text)) is null or InputException
        && Record.Exception(() => ConfigurationSamples.Read("package firewall\n" + text)) is null or InputException
        && Record.Exception(() => ConfigurationSamples.Read("<opnsense>" + text)) is null or InputException;

    private string Write(string text)
    {
        string path = Path.Combine(Path.GetTempPath(), $"configuration-{Guid.NewGuid():N}.txt");
        File.WriteAllText(path, text);
        _written.Add(path);
        return path;
    }

    private RouterExposure Assess(string file) =>
        _examiner.ReadConfiguration(File.Exists(file) ? file : Copy(file), new RouterExposure { ComputerName = "router" }, false, default);

    /// <summary>Copied files have the time of now: the age of a checkout must not decide.</summary>
    private string Copy(string name) => Write(File.ReadAllText(ConfigurationSamples.PathOf(name)));
}
