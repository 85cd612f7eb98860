// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using PracticeNetSec.Model;

namespace PracticeNetSec.Files;

/// <summary>
/// Names that Windows cannot store, or takes for a device or a stream ("Naming Files, Paths, and Namespaces"). They
/// are refused on every system: a report that is written on Linux is read on Windows, from a share or an archive.
/// </summary>
public static class FileNameRules
{
    private const string ForbiddenCharacters = "<>:\"|?*";

    // The superscript digits count as digits of COM and LPT.
    private const string PortNumbers = "123456789\u00B9\u00B2\u00B3";

    private static readonly string[] Devices = { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" };

    private static readonly string[] NumberedDevices = { "COM", "LPT" };

    private static readonly char[] Separators = { '\\', '/' };

    private static readonly char[] Forbidden = (ForbiddenCharacters + new string(Enumerable.Range(0, 32).Select(code => (char)code).ToArray())).ToCharArray();

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>True where Windows opens a device instead of a file, whatever the extension: aux, nul.txt, COM1.</summary>
    /// <param name="name">A name without folders.</param>
    public static bool IsDevice(string name)
    {
        string stem = name.Split('.', ':')[0].TrimEnd(' ');
        return Devices.Contains(stem, StringComparer.OrdinalIgnoreCase)
            || (stem.Length == 4 && PortNumbers.IndexOf(stem[3]) >= 0 && NumberedDevices.Contains(stem.Substring(0, 3), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Checks a path that is to be written. Folders and files that exist under Unix are accepted as they are: a history is continued under the name that it has.</summary>
    /// <param name="path">The path as the user gave it, or absolute.</param>
    /// <exception cref="InputException"><c>ReservedFileName</c> or <c>InvalidFileName</c>.</exception>
    public static void Validate(string path)
    {
        string root = RootOf(path);
        string[] names = path.Substring(root.Length).Split(Separators);
        string folder = root;
        foreach (string name in names)
        {
            folder += name;
            if (IsName(name) && (IsWindows || !(Directory.Exists(folder) || File.Exists(folder))))
            {
                ValidateName(name, path);
            }

            folder += '/';
        }
    }

    /// <summary>Under Windows, checks names as the user typed them, before the system changes them.</summary>
    /// <param name="relative">A path without drive, server and share.</param>
    /// <exception cref="InputException"><c>ReservedFileName</c> or <c>InvalidFileName</c>.</exception>
    public static void ValidateNames(string relative)
    {
        if (IsWindows && !relative.StartsWith(@"\\", StringComparison.Ordinal))
        {
            foreach (string name in relative.Split(Separators).Where(IsName))
            {
                ValidateName(name, relative);
            }
        }
    }

    private static bool IsName(string part) => part is not ("" or "." or "..");

    private static void ValidateName(string name, string path)
    {
        string shown = InputException.Quote(path);
        if (IsDevice(name))
        {
            throw new InputException("ReservedFileName", $"'{shown}': '{InputException.Quote(name)}' is the name of a device under Windows, with every extension. Choose another name.");
        }

        int forbidden = name.IndexOfAny(Forbidden);
        if (forbidden >= 0)
        {
            string character = name[forbidden] < ' ' ? "control characters" : $"the character {name[forbidden]}";
            throw new InputException("InvalidFileName", $"'{shown}': a file name must not contain {character}. Choose another name.");
        }

        if (name[name.Length - 1] is '.' or ' ')
        {
            throw new InputException("InvalidFileName", $"'{shown}': a file name must not end in a dot or a space, Windows removes it. Choose another name.");
        }
    }

    /// <summary>What precedes the first name: /, C:\, \\server\share, \\?\C:\ or nothing.</summary>
    private static string RootOf(string path)
    {
        if (!IsWindows)
        {
            return path.StartsWith("/", StringComparison.Ordinal) ? "/" : "";
        }

        // .NET Framework throws for characters that are refused above.
        int start = path.StartsWith(@"\\?\", StringComparison.Ordinal) ? 4 : 0;
        if (path.Length >= start + 2 && path[start + 1] == ':' && char.IsLetter(path[start]))
        {
            return path.Substring(0, start + 2);
        }

        return start == 0 && (path.StartsWith(@"\\.\", StringComparison.Ordinal) || path.Length < 2 || path[0] is not ('\\' or '/') || path[1] is not ('\\' or '/'))
            ? ""
            : path.Substring(0, ServerEnd(path, Math.Max(start, 2)));
    }

    // \\server\share: two names that are no files.
    private static int ServerEnd(string path, int start)
    {
        int server = path.IndexOfAny(Separators, start);
        int share = server < 0 ? -1 : path.IndexOfAny(Separators, server + 1);
        return share < 0 ? path.Length : share;
    }
}
