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

    /// <summary>Folders of the first level whose rights are queried, without listing them, where the root denies writing.</summary>
    private const int MaxRights = 256;

    private readonly uint _treeId;
    private readonly TreeConnectResponse _tree;
    private readonly ShareExaminationOptions _options;
    private readonly List<DirectoryView> _folders = new();
    private readonly Dictionary<PatientDataKind, int> _counts = new();
    private readonly Dictionary<PatientDataKind, List<string>> _names = new();

    // Folders to enter next; those whose names indicate patient data come first.
    private readonly List<string> _promising = new();
    private readonly List<string> _others = new();
    private readonly Queue<string> _unlisted = new();

    // Entries counted or queued: a server that follows links shows one file under many names, and a
    // folder inside itself.
    private readonly HashSet<ulong> _known = new();
    private bool _isFinished;
    private bool _isCutShort;
    private int _level;

    /// <param name="treeId">The connected share.</param>
    /// <param name="tree">What the server reported about it.</param>
    /// <param name="options">How far to go.</param>
    public FolderSample(uint treeId, TreeConnectResponse tree, ShareExaminationOptions options)
    {
        _treeId = treeId;
        _tree = tree;
        _options = options;
    }

    /// <summary>The root; null until it was inspected.</summary>
    public DirectoryView? Root { get; private set; }

    public IReadOnlyList<DirectoryView> Folders => _folders;

    /// <summary>Folders found whose rights were not queried.</summary>
    public int Unseen { get; private set; }

    /// <summary>True where there is, or may be, more to count than was inspected within the requested depth.</summary>
    public bool IsCutShort => _isCutShort || !_isFinished;

    public IReadOnlyDictionary<PatientDataKind, int> Counts => _counts;

    public IReadOnlyDictionary<PatientDataKind, List<string>> Names => _names;

    /// <summary>Inspects the roots of several shares, then at folders below them down to a depth.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended; what was observed until then remains valid.</exception>
    public static async Task TakeAsync(
        SmbSession session, IReadOnlyList<FolderSample> samples, ShareExaminationOptions options, CancellationToken cancellation)
    {
        IReadOnlyList<DirectoryView> roots = await DirectoryProbe.InspectAsync(
            session, samples.Select(sample => sample.Place("")).ToArray(), options.MaxEntries, cancellation).ConfigureAwait(false);
        for (int i = 0; i < samples.Count; i++)
        {
            samples[i].Root = roots[i];
            samples[i].Note(roots[i]);
        }

        for (int level = 1; level <= options.Depth; level++)
        {
            (FolderSample Sample, string Path)[] next = samples
                .SelectMany(sample => sample.Next(level).Select(path => (sample, path))).ToArray();
            IReadOnlyList<DirectoryView> views = await DirectoryProbe.InspectAsync(
                session, next.Select(folder => folder.Sample.Place(folder.Path)).ToArray(), options.MaxEntries, cancellation).ConfigureAwait(false);
            for (int i = 0; i < next.Length; i++)
            {
                next[i].Sample.Keep(next[i].Path, views[i]);
                next[i].Sample.Note(views[i]);
            }
        }

        foreach (FolderSample sample in samples)
        {
            await sample.QueryOthersAsync(session, cancellation).ConfigureAwait(false);
            sample._isFinished = true;
        }
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
        if ((kind is null && !isToBeEntered) || !IsNew(entry))
        {
            return;
        }

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

    private bool IsNew(DirectoryEntry entry)
    {
        if (entry.Identity is not ulong identity)
        {
            return true;
        }

        bool isFull = _known.Count >= MaxKnown;
        _isCutShort |= isFull;
        return !isFull && _known.Add(identity);
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
