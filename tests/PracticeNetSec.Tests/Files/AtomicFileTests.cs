// SPDX-License-Identifier: MIT
using System;
using System.IO;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("report").FullName;

    private string Target => Path.Combine(_folder, "Praxis.html");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_written_whole_without_BOM()
    {
        AtomicFile.Write(Target, overwrite: false, writer => writer.Write("ä"));

        Assert.Equal(new byte[] { 0xC3, 0xA4 }, File.ReadAllBytes(Target));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void An_existing_file_stays_unless_replacing_is_allowed()
    {
        File.WriteAllText(Target, "old");

        Assert.Equal("FileExists", Assert.Throws<InputException>(() => AtomicFile.Write(Target, overwrite: false, writer => writer.Write("new"))).Id);
        Assert.Equal("old", File.ReadAllText(Target));
        AtomicFile.Write(Target, overwrite: true, writer => writer.Write("new"));
        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_failure_midway_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(Target, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, overwrite: true, _ => throw new InvalidOperationException()));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Single(Directory.GetFiles(_folder));
    }
}
