// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>PowerShell's paths (drives, ~, wildcards, the current location) as paths of the file system.</summary>
internal static class FileSystemPaths
{
    /// <summary>Where to write; ends the command if that is no file or must not be replaced.</summary>
    internal static string ForWriting(PSCmdlet owner, string path, bool keepExisting)
    {
        string target = Unresolved(owner, path);
        if (keepExisting && File.Exists(target))
        {
            owner.ThrowTerminatingError(new ErrorRecord(
                new IOException($"The file '{target}' already exists."), "NoClobber", ErrorCategory.ResourceExists, target));
        }

        return target;
    }

    /// <summary>A path that need not exist.</summary>
    internal static string Unresolved(PSCmdlet owner, string path)
    {
        string target = owner.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        RequireFileSystem(owner, provider, path);
        return target;
    }

    /// <summary>The existing files a pattern stands for; a missing one is a non-terminating error.</summary>
    internal static IEnumerable<string> Existing(PSCmdlet owner, IEnumerable<string> paths, bool literal)
    {
        foreach (string path in paths)
        {
            IEnumerable<string> found = [];
            try
            {
                if (literal)
                {
                    string target = Unresolved(owner, path);
                    found = Path.Exists(target) ? [target] : throw Missing(path);
                }
                else
                {
                    found = owner.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
                    RequireFileSystem(owner, provider, path);
                }
            }
            catch (ItemNotFoundException reason)
            {
                owner.WriteError(new ErrorRecord(reason, "PathNotFound", ErrorCategory.ObjectNotFound, path));
            }

            foreach (string file in found)
            {
                yield return file;
            }
        }
    }

    /// <summary>Does the work and turns what the file system refuses into a non-terminating error.</summary>
    internal static void Try(Cmdlet owner, string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            ErrorCategory category = reason is UnauthorizedAccessException
                ? ErrorCategory.PermissionDenied
                : ErrorCategory.InvalidOperation;
            owner.WriteError(new ErrorRecord(reason, "FileSystemRefused", category, path));
        }
    }

    private static ItemNotFoundException Missing(string path) => new($"Cannot find path '{path}' because it does not exist.");

    private static void RequireFileSystem(PSCmdlet owner, ProviderInfo provider, string path)
    {
        if (provider.Name != "FileSystem")
        {
            owner.ThrowTerminatingError(new ErrorRecord(
                new PSNotSupportedException($"'{path}' lies in the {provider.Name} provider; this command knows files only."),
                "NotAFile",
                ErrorCategory.InvalidArgument,
                path));
        }
    }
}
