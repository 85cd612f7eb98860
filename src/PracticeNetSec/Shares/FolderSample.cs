using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Shares;

/// <summary>
/// The root of one share and folders below it, level by level: their rights may differ from the root's, and names in them
/// count too. A name is counted as it comes in and forgotten, but for those of the folders to enter next.
/// </summary>
internal sealed class FolderSample
{
    private readonly uint _treeId;
    private readonly int _maxFolders;
    private readonly List<DirectoryView> _folders = new();
    private readonly Dictionary<PatientDataKind, int> _counts = new();

    // Folders to enter next; those whose names promise patient data come first.
    private readonly List<string> _promising = new();
    private readonly List<string> _others = new();

    /// <param name="treeId">The connected share.</param>
    /// <param name="maxFolders">Folders sampled at most.</param>
    public FolderSample(uint treeId, int maxFolders)
    {
        _treeId = treeId;
        _maxFolders = maxFolders;
    }

    /// <summary>The root; null until it was looked at.</summary>
    public DirectoryView? Root { get; private set; }

    public IReadOnlyList<DirectoryView> Folders => _folders;

    public IReadOnlyDictionary<PatientDataKind, int> Counts => _counts;

    /// <summary>Looks at the roots of several shares, then at folders below them down to a depth.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over; what was seen until then stands.</exception>
    public static async Task TakeAsync(
        SmbSession session, IReadOnlyList<FolderSample> samples, int depth, int maxEntries, CancellationToken cancellation)
    {
        IReadOnlyList<DirectoryView> roots = await DirectoryProbe.LookAsync(
            session, samples.Select(sample => sample.Place("")).ToArray(), maxEntries, cancellation).ConfigureAwait(false);
        for (int i = 0; i < samples.Count; i++)
        {
            samples[i].Root = roots[i];
        }

        for (int level = 0; level < depth; level++)
        {
            (FolderSample Sample, DirectoryPlace Place)[] next = samples
                .SelectMany(sample => sample.Next().Select(path => (sample, sample.Place(path)))).ToArray();
            IReadOnlyList<DirectoryView> views = await DirectoryProbe.LookAsync(
                session, next.Select(folder => folder.Place).ToArray(), maxEntries, cancellation).ConfigureAwait(false);
            for (int i = 0; i < next.Length; i++)
            {
                next[i].Sample._folders.Add(views[i]);
            }
        }
    }

    private DirectoryPlace Place(string path) => new(_treeId, path, entry => Take(path, entry));

    private string[] Next()
    {
        string[] chosen = _promising.Concat(_others).Take(_maxFolders - _folders.Count).ToArray();
        _promising.Clear();
        _others.Clear();
        return chosen;
    }

    private void Take(string path, DirectoryEntry entry)
    {
        PatientDataKind? kind = PatientDataCatalog.Shipped.Classify(entry.Name, entry.IsDirectory);
        if (kind is not null)
        {
            _counts[kind] = (_counts.TryGetValue(kind, out int before) ? before : 0) + 1;
        }

        List<string> folders = kind is null ? _others : _promising;
        if (entry.CanBeEntered && folders.Count < _maxFolders)
        {
            folders.Add(path.Length == 0 ? entry.Name : path + "\\" + entry.Name);
        }
    }
}
