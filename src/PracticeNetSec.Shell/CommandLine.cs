using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace PracticeNetSec.Shell;

/// <summary>What the program was asked to do.</summary>
internal enum Request
{
    Interactive,
    Command,
    File,
    Version,
    Help,
}

/// <summary>The command line, with pwsh's switches as far as they make sense here.</summary>
internal sealed class CommandLine
{
    public const string Help = """
        PracticeNetSec.Shell: the PowerShell engine with PracticeNetSec loaded, for machines without PowerShell.

          -Command SCRIPT…         run a script text; '-' reads it from standard input
          -File SCRIPT.ps1 ARGS…   run a script file
          -Version                 print the versions of module and engine
          -NonInteractive          never ask; a question becomes an error
          -Help                    this text

        Without any of these: a prompt. Exit codes are pwsh's: 'exit n' counts, an uncaught error gives 1.
        """;

    private CommandLine(Request request) => Request = request;

    public Request Request { get; }

    /// <summary>Script text of <c>-Command</c>.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Path of <c>-File</c>.</summary>
    public string Path { get; private init; } = "";

    /// <summary>What follows the path.</summary>
    public IReadOnlyList<string> Arguments { get; private init; } = Array.Empty<string>();

    public bool NonInteractive { get; private set; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        bool silent = false;
        for (int index = 0; index < arguments.Length; index++)
        {
            string[] rest = arguments[(index + 1)..];
            switch (Name(arguments[index]))
            {
                case "noprofile" or "nologo" or "nop" or "nol":
                    break;
                case "noninteractive" or "noni":
                    silent = true;
                    break;
                case "version" or "v":
                    return new CommandLine(Request.Version);
                case "help" or "h" or "?":
                    return new CommandLine(Request.Help);
                case "command" or "c":
                    return rest.Length == 0
                        ? throw new FormatException("-Command needs a script text, or '-' for standard input.")
                        : new CommandLine(Request.Command) { Text = string.Join(" ", rest), NonInteractive = silent };
                case "file" or "f":
                    return rest.Length == 0
                        ? throw new FormatException("-File needs the path of a script.")
                        : new CommandLine(Request.File) { Path = rest[0], Arguments = rest[1..], NonInteractive = silent };
                case null when arguments[index].EndsWith(".ps1", StringComparison.OrdinalIgnoreCase):
                    return new CommandLine(Request.File) { Path = arguments[index], Arguments = rest, NonInteractive = silent };
                default:
                    throw new FormatException($"'{arguments[index]}' is not known. -Help lists what is.");
            }
        }

        return new CommandLine(Request.Interactive) { NonInteractive = silent };
    }

    /// <summary>
    /// The call of a script file as script text. Words that look like parameter names stay bare, all others are quoted,
    /// so that no argument is ever read as code.
    /// </summary>
    public static string CallOf(string path, IEnumerable<string> arguments)
    {
        StringBuilder call = new(". ");
        call.Append(Quote(path));
        foreach (string argument in arguments)
        {
            int colon = argument.IndexOf(':', StringComparison.Ordinal);
            string name = colon < 0 ? argument : argument[..colon];
            bool isName = name.Length > 1 && name[0] == '-' && (char.IsLetter(name[1]) || name[1] == '_') && name.Skip(1).All(c => char.IsLetterOrDigit(c) || c == '_');
            string value = isName ? argument[name.Length..].TrimStart(':') : argument;
            call.Append(' ');
            call.Append(isName ? name : "");
            call.Append(isName && colon >= 0 ? ":" : "");
            call.Append(isName && value.Length == 0 ? "" : Literal(value, isName));
        }

        return call.ToString();
    }

    private static string Literal(string value, bool ofParameter) =>
        ofParameter && value.ToLower(CultureInfo.InvariantCulture) is "$true" or "$false" ? value : Quote(value);

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string? Name(string argument) =>
        argument.Length > 1 && argument[0] is '-' or '/' ? argument.TrimStart('-', '/').ToLower(CultureInfo.InvariantCulture) : null;
}
