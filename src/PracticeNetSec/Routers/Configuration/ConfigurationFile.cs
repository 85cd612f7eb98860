// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>Reads the configuration file of a router; its content shows which. Nothing is changed, and what is secret in it is not kept.</summary>
internal static class ConfigurationFile
{
    /// <summary>Maximum characters of a line.</summary>
    public const int MaxLineLength = 64 * 1024;

    private const int MaxLinesBefore = 200;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException"><c>NotAConfiguration</c>: it is none of the known formats, or not whole.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static ConfigurationReading Load(string path, CancellationToken cancellation)
    {
        using StreamReader text = InputFile.OpenText(path);
        return Read(text, Path.GetFileName(path), cancellation);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The file.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="cancellation">Stops before reading begins.</param>
    /// <exception cref="InputException"><c>NotAConfiguration</c>.</exception>
    public static ConfigurationReading Read(TextReader text, string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        while (text.Peek() is int next and >= 0 && (char.IsWhiteSpace((char)next) || next == '\uFEFF'))
        {
            text.Read();
        }

        return text.Peek() == '<'
            ? SenseConfiguration.TryRead(text, name) ?? throw Unknown(name)
            : ReadLines(new BoundedLineReader(text, MaxLineLength, BoundedLineReader.MaxTextLength, (line, _) => new InputException(
                "NotAConfiguration", $"'{InputException.Quote(name)}', line {line}: the line or the file is longer than any configuration of a router.")), name);
    }

    private static ConfigurationReading ReadLines(BoundedLineReader lines, string name)
    {
        List<(int Number, string Text)> first = new();
        while (first.Count < MaxLinesBefore && lines.ReadLine() is string line)
        {
            first.Add((lines.Line, line));
            string plain = line.Trim();
            Func<BoundedLineReader, IEnumerable<(int Number, string Text)>, ConfigurationReading>? read = FritzConfiguration.IsSign(plain) ? FritzConfiguration.Read
                : RouterOsConfiguration.IsSign(plain) ? RouterOsConfiguration.Read
                : UciConfiguration.IsSign(plain) ? UciConfiguration.Read
                : null;
            if (read is not null)
            {
                return read(lines, first);
            }
        }

        throw Unknown(name);
    }

    private static InputException Unknown(string name) => new(
        "NotAConfiguration",
        $"'{InputException.Quote(name)}' is no configuration that is known here. Known are the export, the ar7.cfg and the support data of a FRITZ!Box, config.xml of OPNsense and pfSense (not encrypted), the output of /export of RouterOS, and of 'uci export' or 'uci show' of OpenWrt.");
}
