// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using PracticeNetSec.Shell.Interactive;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>
/// The questions a command may ask. With -NonInteractive, or when standard input has run out, a question is an
/// error that says so: a job without a person in front of it must end, not wait.
/// </summary>
internal sealed class ConsolePrompts(ShellUserInterface ui, ShellTerminal terminal, bool interactionAllowed)
{
    private volatile bool _waiting;

    internal bool IsWaiting => _waiting;

    internal string ReadLine() => ReadText(string.Empty);

    internal SecureString ReadSecret() => ReadSecret(string.Empty);

    internal Dictionary<string, PSObject> AskFields(
        string caption, string message, Collection<FieldDescription> descriptions)
    {
        RequirePerson();
        WriteHeading(caption, message);
        var answers = new Dictionary<string, PSObject>();
        foreach (FieldDescription field in descriptions)
        {
            string label = WithoutMark(string.IsNullOrEmpty(field.Label) ? field.Name : field.Label);
            answers[field.Name] = PSObject.AsPSObject(AskField(label, TypeOf(field)));
        }

        return answers;
    }

    internal int AskChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RequirePerson();
        WriteHeading(caption, message);
        while (true)
        {
            for (int i = 0; i < choices.Count; i++)
            {
                ui.Write($"[{KeyOf(choices[i], i)}] {WithoutMark(choices[i].Label)}  ");
            }

            string fallback = defaultChoice >= 0 ? $" (default is \"{KeyOf(choices[defaultChoice], defaultChoice)}\")" : string.Empty;
            string answer = ReadText($"[?] Help{fallback}: ").Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            for (int i = 0; i < choices.Count; i++)
            {
                if (answer.Equals(KeyOf(choices[i], i), StringComparison.OrdinalIgnoreCase)
                    || answer.Equals(WithoutMark(choices[i].Label), StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }

            if (answer == "?")
            {
                for (int i = 0; i < choices.Count; i++)
                {
                    ui.WriteLine($"{KeyOf(choices[i], i)} - {choices[i].HelpMessage}");
                }
            }
        }
    }

    internal PSCredential AskCredential(string caption, string message, string? userName)
    {
        RequirePerson();
        WriteHeading(caption, message);
        string user = string.IsNullOrEmpty(userName) ? ReadText("User: ") : userName;
        return new PSCredential(user, ReadSecret($"Password for user {user}: "));
    }

    private object AskField(string label, Type type)
    {
        if (type == typeof(SecureString))
        {
            return ReadSecret(label + ": ");
        }

        if (type == typeof(PSCredential))
        {
            return AskCredential(label, string.Empty, null);
        }

        if (type != typeof(string) && typeof(IList).IsAssignableFrom(type))
        {
            // A list ends with an empty line, as everywhere in PowerShell.
            var items = new List<string>();
            while (ReadText($"{label}[{items.Count}]: ") is { Length: > 0 } item)
            {
                items.Add(item);
            }

            return LanguagePrimitives.ConvertTo(items, type, CultureInfo.CurrentCulture);
        }

        while (true)
        {
            string text = ReadText(label + ": ");
            if (LanguagePrimitives.TryConvertTo(text, type, CultureInfo.CurrentCulture, out object value))
            {
                return value;
            }

            ui.WriteErrorLine($"'{text}' is not a value of type {type.Name}.");
        }
    }

    private string ReadText(string prompt)
    {
        RequirePerson();
        return Waiting(() =>
        {
            if (terminal.CanEditLines)
            {
                return Accepted(new LineEditor(terminal).Read(prompt));
            }

            ui.Write(prompt);
            return terminal.Input.ReadLine()
                ?? throw new HostException("The command asks for input, but standard input has ended.");
        });
    }

    private SecureString ReadSecret(string prompt)
    {
        RequirePerson();
        string text = Waiting(() => terminal.CanEditLines
            ? Accepted(new LineEditor(terminal).Read(prompt, mask: '*'))
            : throw new HostException("A secret is read from a terminal only, where it can be typed without being shown."));
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }

    // Ctrl+C at a question ends the command that asked, as it would anywhere else.
    private static string Accepted(LineResult line) =>
        line.Interrupted || line.EndOfInput ? throw new PipelineStoppedException() : line.Text;

    private T Waiting<T>(Func<T> read)
    {
        _waiting = true;
        try
        {
            ui.ClearProgress();
            return read();
        }
        finally
        {
            _waiting = false;
        }
    }

    private void RequirePerson()
    {
        if (!interactionAllowed)
        {
            throw new HostException("The command asks for input, but the shell was started with -NonInteractive.");
        }
    }

    private void WriteHeading(string caption, string message)
    {
        foreach (string text in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(text))
            {
                ui.WriteLine(text);
            }
        }
    }

    private static Type TypeOf(FieldDescription field) =>
        Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);

    private static string KeyOf(ChoiceDescription choice, int index)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length
            ? choice.Label.Substring(mark + 1, 1).ToUpper(CultureInfo.CurrentCulture)
            : (index + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static string WithoutMark(string label) => label.Replace("&", string.Empty, StringComparison.Ordinal);
}
