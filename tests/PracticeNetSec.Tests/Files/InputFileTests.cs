// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Breach;
using PracticeNetSec.Files;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers.Advisories;
using PracticeNetSec.Snmp.Recorded;
using Xunit;

namespace PracticeNetSec.Tests.Files;

/// <summary>Files that another program holds open: read where it shares, and where it does not, the error says who must close it.</summary>
public sealed class InputFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"input-{Guid.NewGuid():N}.csv");

    public InputFileTests() => File.WriteAllText(_path, "PracticeId;Name;WanAddress\nA;Praxis;198.51.100.1\n");

    public static TheoryData<string> Readers => new() { "inventory", "incident", "previous report", "advisories", "Shadowserver", "walk", "ledger", "ledger hash" };

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_file_that_is_locked_exclusively_is_named_with_the_remedy(string reader)
    {
        using FileStream held = new(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        IOException error = Assert.ThrowsAny<IOException>(() => Read(reader));

        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Close it there", error.Message, StringComparison.Ordinal);
        Assert.True(InputFile.IsInUse(error));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_file_that_another_program_writes_and_shares_is_read(string reader)
    {
        using FileStream held = new(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

        // What is in it may be no such file: it was opened.
        Exception? content = Record.Exception(() => Read(reader));

        Assert.True(content is null or InputException or InvalidDataException or RecordingFormatException, content?.ToString());
    }

    [Fact]
    public async Task Reading_waits_for_a_file_that_is_locked_briefly()
    {
        FileStream held = new(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Task release = Task.Run(async () =>
        {
            await Task.Delay(150);
            await held.DisposeAsync();
        });

        Assert.Equal("A", Assert.Single(InventoryReader.Read(_path)).Practice!.PracticeId);
        await release;
    }

    [Fact]
    public void A_file_that_is_read_may_be_written_renamed_and_deleted()
    {
        using FileStream reading = InputFile.Open(_path);
        using (FileStream writing = new(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            writing.WriteByte((byte)'X');
        }

        File.Move(_path, _path + ".old");
        File.Delete(_path + ".old");
        Assert.Equal('X', reading.ReadByte());
    }

    [Fact]
    public void A_missing_file_is_no_file_in_use()
    {
        File.Delete(_path);

        Assert.False(InputFile.IsInUse(Assert.Throws<FileNotFoundException>(() => InputFile.Open(_path))));
    }

    /// <summary>What opens files by other means would bring the fault back. Templates, our own temporary files and outputs are named here.</summary>
    [Fact]
    public void Inputs_are_opened_in_one_place()
    {
        Regex opens = new(@"\bFile\.(ReadAll\w+|ReadLines|OpenRead|OpenText|Open)\(|new StreamReader\(path|StreamReader \w+ = new\(path|FileMode\.Open[,)]");
        string source = Path.Combine(Root(), "src");

        string[] others = new[] { "PracticeNetSec", "PracticeNetSec.Cmdlets" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(source, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => opens.IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file))
            .ToArray();

        Assert.Equal(["InputFile.cs"], others);
    }

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PracticeNetSec.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    private void Read(string reader)
    {
        switch (reader)
        {
            case "inventory":
                _ = InventoryReader.Read(_path).ToArray();
                return;
            case "incident":
                IncidentFile.Load(_path);
                return;
            case "previous report":
                PreviousReport.Load(_path);
                return;
            case "advisories":
                AdvisoryCatalog.Load(_path);
                return;
            case "Shadowserver":
                _ = ShadowserverReport.Read(_path).ToArray();
                return;
            case "walk":
                RecordedWalk.Load(_path, CancellationToken.None);
                return;
            case "ledger":
                ExposureLedger.Test(_path);
                return;
            default:
                ExposureLedger.Test(_path, new string('0', 64));
                return;
        }
    }
}
