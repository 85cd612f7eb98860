// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Paths as PowerShell users write them: relative to the location, with wildcards.</summary>
internal static class CmdletFiles
{
    private const string FileSystem = "FileSystem";

    private static readonly string[] HostTag = { "PSHOST" };

    private static readonly char[] Separators = { '/', '\\' };

    /// <summary>The files behind a <c>-Path</c>; one error for each path that matches nothing.</summary>
    public static IReadOnlyList<string> ExistingFiles(this PSCmdlet cmdlet, IEnumerable<string> paths)
    {
        List<string> files = new();
        foreach (string path in paths)
        {
            try
            {
                // A name that exists is taken literally: brackets are wildcards only where no such file is.
                string literal = cmdlet.GetUnresolvedProviderPathFromPSPath(path);
                IReadOnlyCollection<string> found = File.Exists(literal) ? new[] { literal } : cmdlet.GetResolvedProviderPathFromPSPath(path, out _);
                if (found.Count == 0)
                {
                    throw new ItemNotFoundException(path);
                }

                foreach (string file in found)
                {
                    // A ledger that is not a file would read as one in which nothing was ever found.
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

    /// <summary>The one file behind a path, the first where wildcards match several; null after an error.</summary>
    public static string? ExistingFile(this PSCmdlet cmdlet, string path)
    {
        IReadOnlyList<string> files = cmdlet.ExistingFiles(new[] { path });
        return files.Count > 0 ? files[0] : null;
    }

    /// <summary>A path that may not exist yet, made absolute. Ends the command where no file can have this name.</summary>
    public static string NewPath(this PSCmdlet cmdlet, string path)
    {
        string full = "";
        try
        {
            full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name != FileSystem)
            {
                throw new InputException("PathIsNoFile", $"'{InputException.Quote(path)}' lies in {provider.Name}, not on a disk. Give the path of a file or folder.");
            }

            FileNameRules.Validate(full);

            // Under Windows the absolute path has lost dots and spaces at the end of names, and names a device as \\.\aux.
            FileNameRules.ValidateNames(WithoutDrive(path));
        }
        catch (InputException refused)
        {
            cmdlet.ThrowTerminatingError(Errors.From(refused, path));
        }
        catch (System.Management.Automation.DriveNotFoundException missing)
        {
            cmdlet.ThrowTerminatingError(Errors.From(new InputException("DriveNotFound", $"'{InputException.Quote(path)}': there is no such drive. Name an existing drive or folder; a colon belongs to no file name.", missing), path));
        }
        catch (Exception invalid) when (invalid is ArgumentException or NotSupportedException or ProviderNotFoundException or ProviderInvocationException)
        {
            cmdlet.ThrowTerminatingError(Errors.From(new InputException("InvalidFileName", $"'{InputException.Quote(path)}' is not the path of a file. Choose another name.", invalid), path));
        }

        return full;
    }

    /// <summary>Shows which of the written files is to be opened, as Write-Host does: not in the output, and -InformationAction Ignore hides it.</summary>
    public static void WriteFileToOpen(this Cmdlet cmdlet, string file) =>
        cmdlet.WriteInformation(new HostInformationMessage { Message = $"Open: {file}" }, HostTag);

    /// <summary>Creates the folder of a file that is to be written, and its missing parents.</summary>
    public static void CreateFolderOf(string file)
    {
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            PrivateFiles.CreateFolder(folder);
        }
    }

    // FileSystem::C:\reports, TestDrive:\reports, C:\reports
    private static string WithoutDrive(string path)
    {
        string rest = path.Substring(path.LastIndexOf("::", StringComparison.Ordinal) is int provider and >= 0 ? provider + 2 : 0);
        int colon = rest.IndexOf(':');
        int separator = rest.IndexOfAny(Separators);
        return colon >= 0 && (separator < 0 || colon < separator) ? rest.Substring(colon + 1) : rest;
    }
}
