// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Rights that one mask does not show: of servers that report none, of roots that are denied, of files, of shares that lead nowhere.</summary>
public class RightsTests
{
    private const uint Directory = 0x10;
    private const uint File = 0x20;
    private const uint NoData = 0x001200A0;

    [Theory]
    [InlineData(ScriptedShares.ReadOnly, ShareAccess.Read)]
    [InlineData(0x001200ABu, ShareAccess.Write)] // FILE_ADD_FILE
    [InlineData(0x001200ADu, ShareAccess.Write)] // FILE_ADD_SUBDIRECTORY
    [InlineData(0x001200E9u, ShareAccess.Write)] // FILE_DELETE_CHILD
    [InlineData(ScriptedShares.Full, ShareAccess.Write)]
    public async Task A_server_that_reports_no_rights_is_asked_by_opening_for_one_at_a_time(uint mask, ShareAccess access)
    {
        ScriptedShares scripted = new() { ReportsRights = false, Folders = { ["Praxis"] = new(mask) } };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal((access, access), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.Contains(seen.Shares[0].Reasons.SelectMany(reason => reason.StatedWithParts()), reason => reason.Code == EvidenceCode.RightsByOpening);
    }

    /// <summary>An open handle takes part in share modes: whoever opens the folder without sharing would be refused as long as it is there.</summary>
    [Theory]
    [InlineData(CompoundSupport.Full)]
    [InlineData(CompoundSupport.Unrelated)]
    public async Task What_is_opened_for_one_right_is_closed_before_the_next_answer_is_awaited(object support)
    {
        ScriptedShares scripted = new() { ReportsRights = false, Folders = { ["Praxis"] = new(ScriptedShares.Full) }, Compounds = (CompoundSupport)support };
        await ExamineAsync(scripted);

        Smb2Command[] handles = [.. scripted.Asked.Where(asked => asked is { Path: "Praxis", User: "", Command: Smb2Command.Create or Smb2Command.Close }).Select(asked => asked.Command)];
        Assert.InRange(handles.Count(command => command == Smb2Command.Create), 6, 20);
        Assert.All(Enumerable.Range(0, handles.Length), i => Assert.Equal(i % 2 == 0 ? Smb2Command.Create : Smb2Command.Close, handles[i]));
    }

    [Fact]
    public async Task A_server_that_neither_reports_rights_nor_answers_an_opening_leaves_them_undetermined()
    {
        int opened = 0;
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            ReportsRights = false,
            Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) },
            Refuse = asked => asked is { Command: Smb2Command.Create, Path: "Praxis", User: "" } && ++opened > 3 ? 0xC0000043 : null, // STATUS_SHARING_VIOLATION
        });

        Assert.Equal(ShareAccess.Undetermined, seen.Shares[0].AnonymousAccess);
        Assert.NotEqual(ShareAccess.List, seen.Shares[0].GuestAccess);
    }

    [Fact]
    public async Task A_share_whose_root_is_denied_is_not_closed()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(0) },
            Refuse = asked => asked is { Command: Smb2Command.Create, Path: "Praxis" } ? NtStatus.AccessDenied.Value : null,
        });

        Assert.Equal((ShareAccess.Connect, ShareAccess.Connect), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Equal(EvidenceCode.ShareConnectsOnly, seen.Reasons[0].Code);
        Assert.Null(seen.AllowsUnauthenticatedRead());
    }

    [Fact]
    public async Task A_root_that_opens_and_grants_neither_names_nor_writing_is_connected_only()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(NoData) },
            Refuse = asked => asked is { Command: Smb2Command.QueryDirectory, Path: "Praxis" } ? NtStatus.AccessDenied.Value : null,
        });

        Assert.Equal(ShareAccess.Connect, seen.Shares[0].GuestAccess);
        Assert.Contains(seen.Shares[0].Reasons.SelectMany(reason => reason.StatedWithParts()), reason => reason.Code == EvidenceCode.RightsConnectsOnly);
    }

    [Fact]
    public async Task Common_names_are_tried_beside_a_list_and_the_all_clear_names_what_was_asked()
    {
        ScriptedShares scripted = new()
        {
            Folders = { ["Zu"] = new(0), ["Backup"] = new(ScriptedShares.Full) },
            Listed = ["Zu"],
            Refuse = asked => asked is { Command: Smb2Command.TreeConnect, Path: "Zu" } ? NtStatus.AccessDenied.Value : null,
        };
        ShareReachability seen = await ExamineAsync(scripted, common: true);
        ShareReachability unasked = await ExamineAsync(scripted);

        Assert.Equal(ShareAccess.Write, seen.Shares.Single(share => share.Name.Equals("backup", StringComparison.OrdinalIgnoreCase)).GuestAccess);
        Assert.Equal(Verdict.NotExposed, unasked.Verdict);
        Assert.Equal(EvidenceOf.ShareNoneOpen(1), unasked.Reasons[0]);
    }

    [Theory]
    [InlineData(0xC00000CC)] // STATUS_BAD_NETWORK_NAME
    [InlineData(0xC000003A)] // STATUS_OBJECT_PATH_NOT_FOUND
    public async Task A_listed_share_whose_folder_is_gone_leaves_the_server_assessed(uint status)
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Alt"] = new(0) },
            Refuse = asked => asked is { Command: Smb2Command.TreeConnect, Path: "Alt" } ? status : null,
        });

        Assert.Equal((ShareAccess.None, Verdict.NotExposed), (seen.Shares[0].GuestAccess, seen.Verdict));
        Assert.Contains(seen.Shares[0].Reasons.SelectMany(reason => reason.StatedWithParts()), reason => reason.Code == EvidenceCode.RightsFolderMissing);
    }

    [Fact]
    public async Task The_share_of_the_pipes_is_known_by_its_name_where_it_is_listed_as_a_disk()
    {
        ScriptedShares scripted = new() { Stub = _ => ScriptedShares.ShareList([("IPC$", 0u)]) };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal(("IPC$", "Ipc", ShareAccess.List, Verdict.NotExposed), (seen.Shares[0].Name, seen.Shares[0].Type, seen.Shares[0].GuestAccess!.Value, seen.Verdict));
    }

    [Theory]
    [InlineData(ScriptedShares.Full, ShareAccess.Write)] // more than its folder allows
    [InlineData(ScriptedShares.ReadOnly, ShareAccess.Read)]
    [InlineData(0x00120080u, ShareAccess.List)] // less
    public async Task A_file_with_rights_of_its_own_decides(uint mask, ShareAccess access)
    {
        ScriptedShares scripted = new()
        {
            Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = [("export.bdt", File, 0)] } },
            Files = { [@"Praxis\export.bdt"] = mask },
        };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal((access, access), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
    }

    [Fact]
    public async Task At_most_sixteen_files_are_queried_and_those_that_look_like_patient_data_first()
    {
        ScriptedShares scripted = new()
        {
            Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = Enumerable.Range(0, 40).Select(i => ($"liste{i}.txt", File, 0u)).Append(("export.bdt", File, 0u)).ToArray() } },
            Files = { [@"Praxis\export.bdt"] = ScriptedShares.Full },
        };
        for (int i = 0; i < 40; i++)
        {
            scripted.Files[$@"Praxis\liste{i}.txt"] = 0x00120080;
        }

        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal(ShareAccess.Write, seen.Shares[0].GuestAccess);
        Assert.Equal(2 * 16, scripted.Asked.Count(asked => asked.Command == Smb2Command.Create && asked.Path.Contains('.', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Unreadable_files_in_a_sample_do_not_speak_for_the_others()
    {
        ScriptedShares scripted = new()
        {
            Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = Enumerable.Range(0, 40).Select(i => ($"liste{i}.txt", File, 0u)).ToArray() } },
        };
        for (int i = 0; i < 40; i++)
        {
            scripted.Files[$@"Praxis\liste{i}.txt"] = 0x00120080;
        }

        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal(ShareAccess.Read, seen.Shares[0].GuestAccess);
        Assert.Contains(EvidenceOf.RightsFilesUnreadable(16, 40), seen.Shares[0].Reasons.SelectMany(reason => reason.StatedWithParts()));
    }

    [Fact]
    public async Task Folders_below_the_inspected_levels_are_in_the_reasons()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders =
            {
                ["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = [("Ablage", Directory, 0)] },
                [@"Praxis\Ablage"] = new(ScriptedShares.ReadOnly) { Entries = [("liste.txt", File, 0), ("Tiefer", Directory, 0)] },
            },
        });

        Assert.Equal(ShareAccess.Read, seen.Shares[0].GuestAccess);
        Assert.Contains(EvidenceOf.RightsFoldersDeeper(1), seen.Shares[0].Reasons.SelectMany(reason => reason.StatedWithParts()));
    }

    /// <summary>A drop box: nothing but adding files is granted, so that neither its names nor its attributes may be read.</summary>
    [Theory]
    [InlineData(0x2u)] // FILE_ADD_FILE
    [InlineData(0x4u)] // FILE_ADD_SUBDIRECTORY
    public async Task A_root_that_opens_for_adding_alone_is_writable_where_no_rights_are_reported(uint right)
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            ReportsRights = false,
            Folders = { ["Einwurf"] = new(right) },
            Refuse = asked => asked is { Command: Smb2Command.Create, Path: "Einwurf" } && asked.Desired != right ? NtStatus.AccessDenied.Value : null,
        });

        Assert.Equal((ShareAccess.Write, ShareAccess.Write), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.Contains(StatedOf(seen), reason => reason.Code == EvidenceCode.RightsByOpening);
    }

    [Fact]
    public async Task A_folder_beyond_the_listed_ones_is_opened_for_each_right_where_none_are_reported()
    {
        ScriptedShares scripted = ManyFolders(reportsRights: false);
        scripted.Folders[@"Praxis\Ablage30"] = new(ScriptedShares.Full);
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal(ShareAccess.Write, seen.Shares[0].GuestAccess);
        Assert.Equal(1, seen.Shares[0].FoldersWritable);
        Assert.Contains(EvidenceOf.RightsFoldersNotListed(14), StatedOf(seen));
    }

    [Fact]
    public async Task Files_without_reported_rights_are_in_the_reasons()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            ReportsRights = false,
            Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = [("export.bdt", File, 0)] } },
            Files = { [@"Praxis\export.bdt"] = ScriptedShares.Full },
        });

        Assert.Equal(ShareAccess.Read, seen.Shares[0].GuestAccess);
        Assert.Contains(EvidenceOf.RightsFilesUnknown(1), StatedOf(seen));
    }

    /// <summary>Files in folders that were not listed may be readable.</summary>
    [Fact]
    public async Task Unreadable_files_do_not_speak_for_those_in_folders_that_were_not_listed()
    {
        ScriptedShares scripted = ManyFolders(reportsRights: true);
        scripted.Folders["Praxis"] = scripted.Folders["Praxis"] with { Entries = [.. scripted.Folders["Praxis"].Entries, ("liste.txt", File, 0u)] };
        scripted.Files[@"Praxis\liste.txt"] = 0x00120080;
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal(ShareAccess.Read, seen.Shares[0].GuestAccess);
        Assert.Contains(EvidenceOf.RightsFilesUnreadable(1, 1), StatedOf(seen));
        Assert.Contains(EvidenceOf.RightsFoldersNotListed(14), StatedOf(seen));
    }

    [Fact]
    public async Task The_limits_of_the_sample_are_in_the_reasons_of_a_writable_share_too()
    {
        ScriptedShares scripted = ManyFolders(reportsRights: true, folders: 300);
        scripted.Folders[@"Praxis\Ablage1"] = new(ScriptedShares.Full);
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal(ShareAccess.Write, seen.Shares[0].GuestAccess);
        Assert.Contains(EvidenceOf.RightsFoldersNotListed(256), StatedOf(seen));
        Assert.Contains(EvidenceOf.RightsFoldersNotInspected(28), StatedOf(seen));
    }

    private static ScriptedShares ManyFolders(bool reportsRights, int folders = 30)
    {
        ScriptedShares scripted = new() { ReportsRights = reportsRights };
        string[] names = [.. Enumerable.Range(1, folders).Select(i => $"Ablage{i}")];
        scripted.Folders["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = [.. names.Select(name => (name, Directory, 0u))] };
        foreach (string name in names)
        {
            scripted.Folders[@"Praxis\" + name] = new(ScriptedShares.ReadOnly);
        }

        return scripted;
    }

    private static Evidence[] StatedOf(ShareReachability seen) => [.. seen.Shares[0].Reasons.SelectMany(reason => reason.StatedWithParts())];

    private static async Task<ShareReachability> ExamineAsync(ScriptedShares scripted, bool common = false)
    {
        using FakeServer server = new(scripted.ServeAsync);
        return await ShareExaminer.ExamineAsync(
            "127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Inside, TryCommonNames = common }, default);
    }
}
