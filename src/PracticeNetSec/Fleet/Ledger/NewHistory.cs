// SPDX-License-Identifier: MIT
using System;
using System.IO;
using PracticeNetSec.Fleet.Ledger.Store;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger;

/// <summary>Writes a history beside its place and puts it there when it is whole: an interruption leaves no half of one.</summary>
internal static class NewHistory
{
    /// <summary>Makes a history.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="overwrite">Replaces an existing one.</param>
    /// <param name="fill">Writes its entries.</param>
    /// <exception cref="InputException"><c>FileExists</c>, and what <paramref name="fill"/> throws.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, bool overwrite, Action<HistoryWriter> fill)
    {
        RequireFree(path, overwrite);
        string unfinished = Path.Combine(Path.GetDirectoryName(path) ?? "", "." + Guid.NewGuid().ToString("N").Substring(0, 12));
        try
        {
            using (HistoryWriter writer = new(unfinished))
            {
                fill(writer);
            }

            RequireFree(path, overwrite);
            if (File.Exists(path))
            {
                // No audit may be writing to what is replaced, and its log belongs to it alone. At every moment one of both is there.
                new HistoryWriter(path).Dispose();
                File.Replace(unfinished, path, null);
            }
            else
            {
                File.Move(unfinished, path);
            }
        }
        finally
        {
            foreach (string ending in new[] { "", "-wal", "-shm", ".lock" })
            {
                File.Delete(unfinished + ending);
            }
        }
    }

    private static void RequireFree(string path, bool overwrite)
    {
        if (File.Exists(path) && !overwrite)
        {
            throw new InputException("FileExists", $"'{InputException.Quote(path)}' already exists. Use -Force to replace it, or choose another name.");
        }
    }
}
