// SPDX-License-Identifier: MIT
using System;
using System.IO;

namespace PracticeNetSec.Packaging;

/// <summary>The folder that holds the sources.</summary>
internal static class Repository
{
    /// <summary>Up from this program to the solution; null where there is none above.</summary>
    public static string? Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PracticeNetSec.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
