// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Runtime.Versioning;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Files;

/// <summary>What replacing a file leaves as it was, under Linux.</summary>
public sealed class ReplacedFileTests : IDisposable
{
    private const UnixFileMode Chosen = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Fact]
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    public void Replacing_a_file_keeps_its_mode()
    {
        string file = Path.Combine(_folder, "dashboard.html");
        File.WriteAllText(file, "old");
        File.SetUnixFileMode(file, Chosen);

        AtomicFile.Write(file, overwrite: true, writer => writer.Write("new"));

        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal(Chosen, File.GetUnixFileMode(file));
    }

    [Fact]
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    public void A_link_stays_and_the_file_to_which_it_leads_is_replaced()
    {
        string target = Path.Combine(_folder, "Prüfung.html"), link = Path.Combine(_folder, "current.html");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, "Prüfung.html");

        AtomicFile.Write(link, overwrite: true, writer => writer.Write("new"));

        Assert.Equal("Prüfung.html", new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(target));
    }

    [Theory]
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    [InlineData(false)]
    [InlineData(true)]
    public void A_device_is_refused(bool overwrite)
    {
        // A pipe of our own: where the refusal failed, /dev/null of this machine would be gone.
        string pipe = Path.Combine(_folder, "pipe");
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", pipe))
        {
            made.WaitForExit();
        }

        InputException refused = Assert.Throws<InputException>(() => AtomicFile.Write(pipe, overwrite, writer => writer.Write("x")));

        Assert.Equal("PathIsNoFile", refused.Id);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
