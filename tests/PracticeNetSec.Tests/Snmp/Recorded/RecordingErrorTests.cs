// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Snmp.Recorded;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Recorded;

public sealed class RecordingErrorTests
{
    [Theory]
    [InlineData("", 1, "the file is empty")]
    [InlineData("\n\n  \n", 3, "this is no recording of a device")]
    [InlineData("\n<html><body>Not found</body></html>\n", 2, "this is no recording of a device")]
    [InlineData("password = geheim\n", 1, "this is no recording of a device")]
    [InlineData("192.168.2.10 server\n", 1, "this is no recording of a device")]
    [InlineData("1.3.6.1|x|y\n", 1, "this is no recording of a device")]
    [InlineData("Timeout: No Response from 192.168.2.1\n", 1, "the device did not answer when it was recorded")]
    [InlineData("# remark\nSNMPv2-MIB::sysDescr.0 = STRING: be.IP\n", 2, "the objects have names instead of numbers (the option -On was missing)")]
    public void The_error_of_an_invalid_recording_has_its_line_and_the_remedy(string text, int line, string what)
    {
        RecordingFormatException error = Assert.Throws<RecordingFormatException>(() => SnmpwalkTests.Read(text));
        Assert.Equal(line, error.Line);
        Assert.Equal($"'walk.txt', line {line}: {what}. Record the device with: snmpwalk -v2c -c COMMUNITY -On ADDRESS .1.3.6.1.2.1 > FILE, and add its vendor's part with >> FILE (of bintec .1.3.6.1.4.1.272.4)", error.Message);
    }

    [Fact]
    public void A_missing_file_is_a_missing_file() =>
        Assert.Throws<FileNotFoundException>(() => RecordedWalk.Load(Path.Combine(Path.GetTempPath(), "no-such-walk.txt"), default));

    [Fact]
    public void Reading_an_endless_file_stops()
    {
        RecordingFormatException error = Assert.Throws<RecordingFormatException>(() => Endless("x"));
        Assert.Contains("the line is longer than any value", error.Message, StringComparison.Ordinal);
        Assert.Contains("no recording", Assert.Throws<RecordingFormatException>(() => Endless("x\n")).Message, StringComparison.Ordinal);
        Assert.Contains("64 MiB", Assert.Throws<RecordingFormatException>(() => Endless(".1.3.6.1.2.1.1.1.0 = \"" + new string('x', 1000) + "\"\n")).Message, StringComparison.Ordinal);
        Assert.Contains("500,000 objects", Assert.Throws<RecordingFormatException>(() => Endless(".1.3.6 = 1\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_an_endless_string_stops_in_linear_time()
    {
        Stopwatch clock = Stopwatch.StartNew();
        RecordingFormatException error = Assert.Throws<RecordingFormatException>(() =>
            new RecordingReader(new Repeating(".1.3.6.1.2.1.1.1.0 = STRING: \"\n", "a\n"), "walk.txt").Read(default));
        Assert.Contains("a string does not end", error.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Property(MaxTest = 500)]
    public bool No_text_makes_the_reader_throw_anything_else(string? text) => IsReadOrRefused(text ?? "");

    [Property(MaxTest = 1000)]
    public Property No_damage_to_a_recording_makes_the_reader_throw_anything_else()
    {
        string[] recordings = Array.ConvertAll(["snmpwalk-On.txt", "snmpwalk-OQn.txt", "bintec-beip-plus.snmprec"], file => File.ReadAllText(SnmpSamples.PathOf(file)));
        return Prop.ForAll(
            (from recording in Gen.Elements(recordings)
             from at in Gen.Choose(0, recording.Length - 1)
             from cut in Gen.Choose(0, 200)
             from patch in Gen.Elements("", "\"", "\\", "\n", " = ", "|", "STRING: \"", "Hex-STRING: 0", "INTEGER: ", "4x|0", "\0", "(", ")", ".1.3.")
             select recording[..at] + patch + recording[Math.Min(recording.Length, at + cut)..]).ToArbitrary(),
            IsReadOrRefused);
    }

    private static bool IsReadOrRefused(string text)
    {
        try
        {
            SnmpwalkTests.Read(text);
        }
        catch (RecordingFormatException)
        {
            // Refused, as it should be. Any other exception fails the property.
            return true;
        }

        return true;
    }

    private static void Endless(string repeated) => new RecordingReader(new Repeating("", repeated), "walk.txt").Read(default);

    /// <summary>A text without an end.</summary>
    private sealed class Repeating(string start, string repeated) : TextReader
    {
        private readonly StringBuilder _ahead = new(start);

        public override int Read(char[] buffer, int index, int count)
        {
            while (_ahead.Length < count)
            {
                _ahead.Append(repeated);
            }

            _ahead.CopyTo(0, buffer, index, count);
            _ahead.Remove(0, count);
            return count;
        }
    }
}
