// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// The root of one share and folders below it, level by level: their rights may differ from the root's, and names in them
/// count too. Names are counted on receipt and discarded, except those of the folders to enter next and those the
/// caller requested.
/// </summary>
internal sealed class FolderSample
{
    /// <summary>Names kept of one kind where names are requested.</summary>
    public const int MaxNames = 100;

    /// <summary>Files and folders remembered for deduplication: bounds the memory; beyond it, nothing more is counted.</summary>
    private const int MaxKnown = 20_000;

    /// <summary>Files of one share whose rights are queried.</summary>
    private const int MaxFiles = 16;

    /// <summary>Folders of the first level whose rights are queried, without listing them, where the root denies writing.</summary>
    private const int MaxRights = 256;

    private readonly uint _treeId;
    private readonly TreeConnectResponse _tree;
    private readonly ShareExaminationOptions _options;
    private readonly IReadOnlyList<Smb2Response>? _root;
    private readonly List<DirectoryView> _folders = new();
    private readonly Dictionary<PatientDataKind, int> _counts = new();
    private readonly Dictionary<PatientDataKind, List<string>> _names = new();

    // Folders to enter next; those whose names indicate patient data come first.
    private readonly List<string> _promising = new();
    private readonly List<string> _others = new();
    private readonly Queue<string> _unlisted = new();

    // Files to query next, in the same order.
    private readonly List<string> _promisingFiles = new();
    private readonly List<string> _otherFiles = new();
    private readonly List<FileView> _files = new();

    // Entries counted or queued: a server that follows links shows one file under many names, and a
    // folder inside itself.
    private readonly HashSet<ulong> _known = new();
    private bool _isFinished;
    private bool _isCutShort;
    private int _level;
    private int _deeper;
    private int _unlistedCount;
    private int _fileCount;

    /// <param name="treeId">The connected share.</param>
    /// <param name="tree">What the server reported about it.</param>
    /// <param name="root">What was answered to the listing of the root; null where it was not asked yet.</param>
    /// <param name="options">How far to go.</param>
    public FolderSample(uint treeId, TreeConnectResponse tree, IReadOnlyList<Smb2Response>? root, ShareExaminationOptions options)
    {
        _root = root;
        _treeId = treeId;
        _tree = tree;
        _options = options;
    }

    /// <summary>The root; null until it was inspected.</summary>
    public DirectoryView? Root { get; private set; }

    /// <summary>Folders found whose rights were not queried.</summary>
    private int Unseen { get; set; }

    /// <summary>An observation of the share with what was found in its folders.</summary>
    public ShareObservation AddTo(ShareObservation seen) => seen with
    {
        Root = Root,
        Folders = _folders,
        FoldersUnseen = Unseen,
        FoldersUnlisted = _unlistedCount,
        FoldersDeeper = _deeper,
        Files = _files,
        FilesUnseen = _fileCount - _files.Count,
        IsCutShort = _isCutShort || !_isFinished,
        Counts = _counts,
        Names = _names,
    };

    /// <summary>Inspects the roots of several shares, then at folders below them down to a depth.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended; what was observed until then remains valid.</exception>
    public static async Task TakeAsync(
        SmbSession session, IReadOnlyList<FolderSample> samples, ShareExaminationOptions options, CancellationToken cancellation)
    {
        IReadOnlyList<DirectoryView> roots = await DirectoryProbe.InspectAsync(
            session, samples.Select(sample => sample.Place("") with { Answers = sample._root }).ToArray(), options.MaxEntries, cancellation).ConfigureAwait(false);
        for (int i = 0; i < samples.Count; i++)
        {
            samples[i].Root = roots[i];
            samples[i].Note(roots[i]);
        }

        for (int level = 1; level <= options.Depth; level++)
        {
            (FolderSample Sample, string Path)[] next = samples
                .SelectMany(sample => sample.Next(level).Select(path => (sample, path))).ToArray();
            Task files = QueryFilesAsync(session, samples, cancellation);
            Task<IReadOnlyList<DirectoryView>> folders = DirectoryProbe.InspectAsync(
                session, next.Select(folder => folder.Sample.Place(folder.Path)).ToArray(), options.MaxEntries, cancellation);
            await Task.WhenAll(files, folders).ConfigureAwait(false);
            IReadOnlyList<DirectoryView> views = await folders.ConfigureAwait(false);
            for (int i = 0; i < next.Length; i++)
            {
                next[i].Sample.Keep(next[i].Path, views[i]);
                next[i].Sample.Note(views[i]);
            }
        }

        await Task.WhenAll(samples.Select(sample => sample.QueryOthersAsync(session, cancellation)).Append(QueryFilesAsync(session, samples, cancellation))).ConfigureAwait(false);
        foreach (FolderSample sample in samples)
        {
            sample._isFinished = true;
        }
    }

    /// <summary>Queries the rights on some of the files that were listed so far, while a share has room for more.</summary>
    private static async Task QueryFilesAsync(SmbSession session, IReadOnlyList<FolderSample> samples, CancellationToken cancellation)
    {
        (FolderSample Sample, string Path)[] files = samples.SelectMany(sample => sample.NextFiles().Select(path => (sample, path))).ToArray();
        if (files.Length == 0)
        {
            return;
        }

        IReadOnlyList<FileView> views = await FileProbe.AskAsync(session, files.Select(file => (file.Sample._treeId, file.Path)).ToArray(), cancellation).ConfigureAwait(false);
        for (int i = 0; i < files.Length; i++)
        {
            files[i].Sample._files.Add(views[i]);
        }
    }

    /// <summary>None where the root is writable: no file could change the verdict.</summary>
    private string[] NextFiles()
    {
        int room = Root is not null && AccessVerdict.IsWritable(_tree, Root) ? 0 : MaxFiles - _files.Count;
        string[] next = _promisingFiles.Concat(_otherFiles).Take(room).ToArray();
        _promisingFiles.Clear();
        _otherFiles.Clear();
        return next;
    }

    private void Note(DirectoryView view) => _isCutShort |= view.Listed == NtStatus.Success ? !view.IsWholeListing : view.IsUnanswered;

    /// <summary>Where the root denies writing and the share would allow it, a single folder decides: all are queried, up to a limit.</summary>
    private async Task QueryOthersAsync(SmbSession session, CancellationToken cancellation)
    {
        if (Root is not null && AccessVerdict.CouldBeWritten(_tree) && !AccessVerdict.IsWritable(_tree, Root))
        {
            string[] paths = _unlisted.ToArray();
            _unlisted.Clear();
            IReadOnlyList<DirectoryView> views = await DirectoryProbe.AskAsync(
                session, paths.Select(path => (_treeId, path)).ToArray(), cancellation).ConfigureAwait(false);
            for (int i = 0; i < paths.Length; i++)
            {
                Keep(paths[i], views[i]);
            }

            _unlistedCount = paths.Length;
        }

        Unseen += _unlisted.Count;
    }

    private DirectoryPlace Place(string path) => new(_treeId, path, entry => Take(path, entry));

    private void Keep(string path, DirectoryView view) => _folders.Add(_options.IncludeNames ? view with { Path = path } : view);

    private string[] Next(int level)
    {
        _level = level;
        string[] found = _promising.Concat(_others).ToArray();
        _promising.Clear();
        _others.Clear();
        int room = _options.MaxFolders - _folders.Count;
        foreach (string path in found.Skip(room))
        {
            Leave(path);
        }

        return found.Take(room).ToArray();
    }

    private void Leave(string path)
    {
        _isCutShort = true;
        if (_unlisted.Count < MaxRights)
        {
            _unlisted.Enqueue(path);
        }
        else
        {
            Unseen++;
        }
    }

    private void Take(string path, DirectoryEntry entry)
    {
        PatientDataKind? kind = PatientDataCatalog.Shipped.Classify(entry.Name, entry.IsDirectory);
        string full = path.Length == 0 ? entry.Name : path + "\\" + entry.Name;
        bool isToBeEntered = entry.CanBeEntered && _level < _options.Depth;
        if (!entry.IsDirectory)
        {
            TakeFile(kind is null ? _otherFiles : _promisingFiles, full);
        }

        if ((kind is null && !entry.CanBeEntered) || !IsNew(entry))
        {
            return;
        }

        _deeper += entry.CanBeEntered && !isToBeEntered ? 1 : 0;

        if (kind is not null)
        {
            Count(kind, full);
        }

        if (!isToBeEntered)
        {
            return;
        }

        List<string> folders = kind is null ? _others : _promising;
        if (folders.Count < _options.MaxFolders)
        {
            folders.Add(full);
        }
        else
        {
            Leave(full);
        }
    }

    private void TakeFile(List<string> files, string path)
    {
        _fileCount++;
        if (files.Count < MaxFiles)
        {
            files.Add(path);
        }
    }

    private bool IsNew(DirectoryEntry entry)
    {
        if (entry.Identity is not ulong identity)
        {
            return true;
        }

        bool isNew = _known.Count < MaxKnown && _known.Add(identity);

        // A folder seen before may be a loop, or another one of a server that repeats its numbers: then what is in it is not known.
        _isCutShort |= !isNew && (entry.IsDirectory || _known.Count >= MaxKnown);
        return isNew;
    }

    private void Count(PatientDataKind kind, string name)
    {
        _counts[kind] = (_counts.TryGetValue(kind, out int before) ? before : 0) + 1;
        if (!_options.IncludeNames)
        {
            return;
        }

        if (!_names.TryGetValue(kind, out List<string>? names))
        {
            _names.Add(kind, names = new List<string>());
        }

        if (names.Count < MaxNames)
        {
            names.Add(name);
        }
    }
}
