// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using PracticeNetSec.Files;
using PracticeNetSec.Fleet.Ledger;
using Xunit;

namespace PracticeNetSec.Tests.Files;

/// <summary>Modes under Unix; under Windows files inherit the rights of their folder, which samples/fleet/setup.ps1 sets.</summary>
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns-private").FullName;

    /// <summary>A folder that existed keeps its mode; every one below is closed, umlauts included.</summary>
    [Fact]
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    public void New_folders_are_for_their_owner_alone()
    {
        string above = Path.Combine(_folder, "open");
        Directory.CreateDirectory(above);
        string deep = Path.Combine(above, "Prüfung", "Berichte");

        PrivateFiles.CreateFolder(deep);
        PrivateFiles.CreateFolder(deep);

        Assert.NotEqual(OwnerFolder, File.GetUnixFileMode(above)); // the umask of this run lets others in, so the test can fail
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(Path.Combine(above, "Prüfung")));
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(deep));
    }

    [Fact]
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    public void A_file_is_written_for_its_owner_alone()
    {
        string target = Path.Combine(_folder, "report.html");

        AtomicFile.Write(target, overwrite: true, writer => writer.Write("new"));

        Assert.Equal("new", File.ReadAllText(target));
        Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(target));
    }

    [Fact]
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    public void While_it_is_written_no_other_account_can_open_it()
    {
        AtomicFile.Write(Path.Combine(_folder, "report.html"), overwrite: false, writer =>
        {
            writer.Write("half");
            Assert.Equal(OwnerFile, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(_folder))));
        });
    }

    [Fact]
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    public async Task A_history_its_log_and_its_lock_are_for_their_owner_alone()
    {
        string ledger = Path.Combine(_folder, "fleet.db");
        using (AuditLedger audit = new(ledger, resume: false))
        {
            await audit.BeginAsync(0);
            Assert.Equal(["fleet.db", "fleet.db-shm", "fleet.db-wal", "fleet.db.lock"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            foreach (string file in Directory.GetFiles(_folder))
            {
                Assert.Equal((file, OwnerFile), (file, File.GetUnixFileMode(file)));
            }
        }

        Assert.Equal(["fleet.db", "fleet.db.lock"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>Of many who create one file at once, each finds what the others wrote, and no file is left behind.</summary>
    [Fact]
    public void A_file_that_another_program_creates_at_the_same_moment_keeps_its_contents()
    {
        for (int round = 0; round < 50; round++)
        {
            string file = Path.Combine(_folder, $"shared{round}.txt");
            Parallel.For(0, 8, writer =>
            {
                using FileStream stream = PrivateFiles.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
                stream.Seek(writer, SeekOrigin.Begin);
                stream.WriteByte((byte)'x');
            });

            Assert.Equal("xxxxxxxx", File.ReadAllText(file));
        }

        Assert.Equal(50, Directory.GetFiles(_folder).Length);
    }

    /// <summary>As long as a name may be, and behind a link that leads nowhere yet.</summary>
    [Fact]
    [Trait("System", "Linux")]
    [SupportedOSPlatform("linux")]
    public void A_long_name_and_a_link_are_for_their_owner_alone()
    {
        string longest = Path.Combine(_folder, new string('a', 255));
        string link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, Path.Combine(_folder, "target"));
        foreach (string file in new[] { longest, link })
        {
            using FileStream stream = PrivateFiles.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }

        Assert.Equal(OwnerFile, File.GetUnixFileMode(longest));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(Path.Combine(_folder, "target")));
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void An_existing_file_is_opened_with_its_contents()
    {
        string file = Path.Combine(_folder, "kept.txt");
        File.WriteAllText(file, "kept");

        using (FileStream stream = PrivateFiles.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read))
        {
            Assert.Equal(4, stream.Length);
        }

        Assert.Throws<IOException>(() => PrivateFiles.Open(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
        Assert.ThrowsAny<IOException>(() => PrivateFiles.Open(Path.Combine(_folder, "missing", "a.txt"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
