using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>Where the engine writes and asks: objects to standard output, everything else to standard error.</summary>
internal sealed class ConsoleUserInterface(bool nonInteractive) : PSHostUserInterface
{
    private const string Red = "\x1b[31;1m";
    private const string Yellow = "\x1b[33;1m";
    private const string Plain = "\x1b[0m";

    private readonly ConsoleScreen _screen = new();
    private readonly ProgressLine _progress = new();
    private readonly bool _silent = nonInteractive || Console.IsInputRedirected;

    public override PSHostRawUserInterface RawUI => _screen;

    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    public override void Write(string value)
    {
        _progress.Clear();
        Console.Out.Write(value);
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => WriteToError(value, Red);

    public override void WriteWarningLine(string message) => WriteToError("WARNING: " + message, Yellow);

    public override void WriteVerboseLine(string message) => WriteToError("VERBOSE: " + message, Yellow);

    public override void WriteDebugLine(string message) => WriteToError("DEBUG: " + message, Yellow);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public override string ReadLine()
    {
        RefuseWhenSilent("a line of text");
        return Console.ReadLine() ?? "";
    }

    public override SecureString ReadLineAsSecureString()
    {
        RefuseWhenSilent("a secret");
        SecureString secret = new();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Error.WriteLine();
                    secret.MakeReadOnly();
                    return secret;
                case ConsoleKey.Backspace when secret.Length > 0:
                    secret.RemoveAt(secret.Length - 1);
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        secret.AppendChar(key.KeyChar);
                    }

                    break;
            }
        }
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        RefuseWhenSilent(string.Join(", ", descriptions.Select(field => field.Name)));
        ShowQuestion(caption, message);
        Dictionary<string, PSObject> answers = new();
        foreach (FieldDescription field in descriptions)
        {
            Console.Error.Write(field.Name + ": ");
            bool secret = field.ParameterTypeFullName == typeof(SecureString).FullName;
            answers[field.Name] = PSObject.AsPSObject(secret ? ReadLineAsSecureString() : ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RefuseWhenSilent(message);
        ShowQuestion(caption, message);
        while (true)
        {
            for (int index = 0; index < choices.Count; index++)
            {
                string label = choices[index].Label.Replace("&", "", StringComparison.Ordinal);
                Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"[{index + 1}] {label}{(index == defaultChoice ? " (default)" : "")}  "));
            }

            string answer = ReadLine();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            if (int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out int chosen) && chosen >= 1 && chosen <= choices.Count)
            {
                return chosen - 1;
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        RefuseWhenSilent("a user name and a password");
        ShowQuestion(caption, message);
        string name = userName;
        if (string.IsNullOrEmpty(name))
        {
            Console.Error.Write("User: ");
            name = ReadLine();
        }

        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"Password for {name}: "));
        return new PSCredential(name, ReadLineAsSecureString());
    }

    private static void ShowQuestion(string caption, string message)
    {
        foreach (string text in new[] { caption, message }.Where(text => !string.IsNullOrEmpty(text)))
        {
            Console.Error.WriteLine(text);
        }
    }

    private void RefuseWhenSilent(string wanted)
    {
        if (_silent)
        {
            throw new HostException($"A question was asked ({wanted}), but nobody can answer: this session is not interactive. Pass the value as a parameter.");
        }
    }

    private void WriteToError(string text, string colour)
    {
        _progress.Clear();
        Console.Error.WriteLine(Console.IsErrorRedirected ? text : colour + text + Plain);
    }
}
