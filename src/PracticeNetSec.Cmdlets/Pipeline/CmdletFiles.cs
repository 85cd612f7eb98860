using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Paths as PowerShell users write them: relative to the location, with wildcards.</summary>
internal static class CmdletFiles
{
    /// <summary>The files behind a <c>-Path</c>; one error for each path that leads nowhere.</summary>
    public static IReadOnlyList<string> ExistingFiles(this PSCmdlet cmdlet, IEnumerable<string> paths)
    {
        List<string> files = new();
        foreach (string path in paths)
        {
            try
            {
                files.AddRange(cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider).Where(_ => provider.Name == "FileSystem"));
            }
            catch (Exception missing) when (missing is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException or PSArgumentException)
            {
                cmdlet.WriteError(Errors.FromFile(new System.IO.FileNotFoundException(missing.Message, missing), path));
            }
        }

        return files;
    }

    /// <summary>A path that may not exist yet, made absolute.</summary>
    public static string NewPath(this PSCmdlet cmdlet, string path) => cmdlet.GetUnresolvedProviderPathFromPSPath(path);
}
