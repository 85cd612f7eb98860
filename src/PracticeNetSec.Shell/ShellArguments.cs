// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Text;

namespace PracticeNetSec.Shell;

/// <summary>The command line, read as pwsh reads its own.</summary>
internal sealed class ShellArguments
{
    // Full name and the shortest abbreviation pwsh accepts (about_Pwsh).
    private static readonly (string Name, string Shortest)[] Switches =
    [
        ("command", "c"),
        ("file", "f"),
        ("encodedcommand", "e"),
        ("ec", "ec"),
        ("version", "v"),
        ("help", "h"),
        ("?", "?"),
        ("noprofile", "nop"),
        ("nologo", "nol"),
        ("noninteractive", "noni"),
        ("noexit", "noe"),
        ("executionpolicy", "ex"),
        ("ep", "ep"),
        ("workingdirectory", "wo"),
        ("wd", "wd"),
    ];

    private ShellArguments()
    {
    }

    internal ShellMode Mode { get; private set; } = ShellMode.Interactive;

    /// <summary>The script text of <see cref="ShellMode.Command"/> or the path of <see cref="ShellMode.File"/>.</summary>
    internal string Text { get; private set; } = string.Empty;

    /// <summary>What follows the path of <see cref="ShellMode.File"/>.</summary>
    internal IReadOnlyList<string> ScriptArguments { get; private set; } = [];

    internal bool NonInteractive { get; private set; }

    internal bool NoLogo { get; private set; }

    internal bool NoExit { get; private set; }

    internal string? WorkingDirectory { get; private set; }

    internal string? ExecutionPolicy { get; private set; }

    /// <summary>Why the mode is <see cref="ShellMode.Invalid"/>.</summary>
    internal string Problem { get; private set; } = string.Empty;

    internal static ShellArguments Parse(IReadOnlyList<string> args)
    {
        var result = new ShellArguments();
        result.Read(args);
        return result;
    }

    private void Read(IReadOnlyList<string> args)
    {
        for (int i = 0; i < args.Count; i++)
        {
            switch (Recognise(args[i]))
            {
                case "command":
                    ReadCommand(args, i + 1);
                    return;
                case "file":
                    if (i + 1 >= args.Count)
                    {
                        Fail("-File needs the path of a script.");
                        return;
                    }

                    ReadFile(args, i + 1);
                    return;
                case "encodedcommand" or "ec":
                    if (!ReadEncodedCommand(args, ++i))
                    {
                        return;
                    }

                    break;
                case "version":
                    Mode = ShellMode.Version;
                    return;
                case "help" or "?":
                    Mode = ShellMode.Help;
                    return;
                case "noprofile":
                    // Accepted so that a line written for pwsh runs here; this shell has no profile.
                    break;
                case "nologo":
                    NoLogo = true;
                    break;
                case "noninteractive":
                    NonInteractive = true;
                    break;
                case "noexit":
                    NoExit = true;
                    break;
                case "executionpolicy" or "ep" when i + 1 < args.Count:
                    ExecutionPolicy = args[++i];
                    break;
                case "workingdirectory" or "wd" when i + 1 < args.Count:
                    WorkingDirectory = args[++i];
                    break;
                case { } incomplete:
                    Fail($"-{incomplete} needs a value.");
                    return;
                case null:
                    // As in pwsh 6 and later, the first argument that is no parameter is a script file.
                    ReadFile(args, i);
                    return;
            }
        }
    }

    private static string? Recognise(string argument)
    {
        bool marked = argument.StartsWith('-') || (OperatingSystem.IsWindows() && argument.StartsWith('/'));
        if (argument.Length < 2 || !marked)
        {
            return null;
        }

        string key = argument[(argument.StartsWith("--", StringComparison.Ordinal) ? 2 : 1)..];
        foreach ((string name, string shortest) in Switches)
        {
            if (key.Length >= shortest.Length && name.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        return null;
    }

    private void ReadCommand(IReadOnlyList<string> args, int first)
    {
        if (first >= args.Count)
        {
            Fail("-Command needs a script, or '-' to read it from standard input.");
            return;
        }

        if (args[first] == "-")
        {
            if (first + 1 < args.Count)
            {
                Fail("'-' stands alone after -Command: the script comes from standard input.");
                return;
            }

            Mode = ShellMode.StandardInput;
            return;
        }

        Mode = ShellMode.Command;
        var text = new StringBuilder(args[first]);
        for (int i = first + 1; i < args.Count; i++)
        {
            text.Append(' ').Append(args[i]);
        }

        Text = text.ToString();
    }

    private void ReadFile(IReadOnlyList<string> args, int index)
    {
        if (args[index] == "-")
        {
            Mode = ShellMode.StandardInput;
            return;
        }

        Mode = ShellMode.File;
        Text = args[index];
        var rest = new List<string>();
        for (int i = index + 1; i < args.Count; i++)
        {
            rest.Add(args[i]);
        }

        ScriptArguments = rest;
    }

    private bool ReadEncodedCommand(IReadOnlyList<string> args, int index)
    {
        byte[] bytes = new byte[index < args.Count ? args[index].Length : 0];
        if (bytes.Length == 0 || !Convert.TryFromBase64String(args[index], bytes, out int length))
        {
            Fail("-EncodedCommand needs a script as Base64 of UTF-16 (little endian).");
            return false;
        }

        Mode = ShellMode.Command;
        Text = Encoding.Unicode.GetString(bytes, 0, length);
        return true;
    }

    private void Fail(string problem)
    {
        Mode = ShellMode.Invalid;
        Problem = problem;
    }
}
