// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;

namespace PracticeNetSec.Packaging.Package;

/// <summary>What the changelog says of one version.</summary>
internal static class ReleaseNotes
{
    /// <exception cref="PackagingException">The changelog has nothing about the version.</exception>
    public static string Of(string changelog, string version)
    {
        string[] lines = File.ReadAllLines(changelog);
        int start = Array.FindIndex(lines, line => line.StartsWith($"## [{version}]", StringComparison.Ordinal));
        string text = start < 0 ? "" : string.Join('\n', lines.Skip(start + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))).Trim();
        return text.Length > 0 ? text : throw new PackagingException($"'{changelog}' says nothing about version {version}: add its section.");
    }
}
