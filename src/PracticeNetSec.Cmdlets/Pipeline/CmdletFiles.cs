// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Paths as PowerShell users write them: relative to the location, with wildcards.</summary>
internal static class CmdletFiles
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files behind a <c>-Path</c>; one error for each path that leads nowhere.</summary>
    public static IReadOnlyList<string> ExistingFiles(this PSCmdlet cmdlet, IEnumerable<string> paths)
    {
        List<string> files = new();
        foreach (string path in paths)
        {
            try
            {
                // A name that exists is meant as it stands: brackets are wildcards only where no such file is.
                string literal = cmdlet.GetUnresolvedProviderPathFromPSPath(path);
                IReadOnlyCollection<string> found = File.Exists(literal) ? new[] { literal } : cmdlet.GetResolvedProviderPathFromPSPath(path, out _);
                if (found.Count == 0)
                {
                    throw new ItemNotFoundException(path);
                }

                foreach (string file in found)
                {
                    // A ledger that is no file would read as one in which nothing was ever found.
                    if (Directory.Exists(file))
                    {
                        cmdlet.WriteError(Errors.FromFile(new UnauthorizedAccessException(), file));
                        continue;
                    }

                    files.Add(File.Exists(file) ? file : throw new ItemNotFoundException(path));
                }
            }
            catch (Exception missing) when (missing is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or PSArgumentException)
            {
                cmdlet.WriteError(Errors.FromFile(new FileNotFoundException(missing.Message, missing), path));
            }
        }

        return files;
    }

    /// <summary>The one file behind a path, the first where wildcards lead to several; null after an error.</summary>
    public static string? ExistingFile(this PSCmdlet cmdlet, string path)
    {
        IReadOnlyList<string> files = cmdlet.ExistingFiles(new[] { path });
        return files.Count > 0 ? files[0] : null;
    }

    /// <summary>A path that may not exist yet, made absolute.</summary>
    public static string NewPath(this PSCmdlet cmdlet, string path)
    {
        string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (provider.Name != FileSystem)
        {
            cmdlet.ThrowTerminatingError(Errors.From(new InputException("PathIsNoFile", $"'{InputException.Shown(path)}' lies in {provider.Name}, not on a disk. Give the path of a file or folder."), path));
        }

        return full;
    }
}
