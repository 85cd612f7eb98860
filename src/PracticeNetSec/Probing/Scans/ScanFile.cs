// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using Newtonsoft.Json.Linq;

namespace PracticeNetSec.Probing.Scans;

/// <summary>
/// Reads the results of scans that others made. Such a file lists what answered: what is missing in it proves nothing. The records of one address
/// are joined, so that a block of ports is seen as one.
/// </summary>
public static class ScanFile
{
    private const string Unknown = "The file is no result of a scan that is known here: XML of nmap or masscan, JSON or list of masscan, JSON of naabu, zgrab2, Shodan or Censys.";

    /// <summary>Reads the hosts of a file.</summary>
    /// <param name="stream">The file, from its start; it must be seekable.</param>
    /// <param name="format">The form, where it is known.</param>
    /// <exception cref="InvalidDataException">The file has another form, or is not whole: thrown after the hosts before the break.</exception>
    public static IEnumerable<NmapHost> Read(Stream stream, ScanFormat format)
    {
        char first = FirstCharacter(stream);
        ScanFormat shown = first switch
        {
            '<' => ScanFormat.Nmap,
            '{' or '[' => ScanFormat.Auto,
            _ => ScanFormat.MasscanList,
        };
        bool isJson = format is not (ScanFormat.Auto or ScanFormat.Nmap or ScanFormat.MasscanList);
        if (format != ScanFormat.Auto && format != shown && !(isJson && shown == ScanFormat.Auto))
        {
            throw new InvalidDataException($"The file has not the form {format}. {Unknown}");
        }

        return shown == ScanFormat.Nmap ? NmapScan.Read(stream) : ReadText(stream, shown == ScanFormat.MasscanList, format);
    }

    private static char FirstCharacter(Stream stream)
    {
        long start = stream.Position;
        using StreamReader text = new(stream, System.Text.Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1024, leaveOpen: true);
        int next = text.Read();
        while (next >= 0 && char.IsWhiteSpace((char)next))
        {
            next = text.Read();
        }

        stream.Position = start;
        return next < 0 ? '\0' : (char)next;
    }

    private static IEnumerable<NmapHost> ReadText(Stream stream, bool isList, ScanFormat format)
    {
        using StreamReader text = new(stream, System.Text.Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        ScanFormat? known = format == ScanFormat.Auto ? null : format;
        ScannedHosts hosts = new(isList ? "masscan" : NameOf(known ?? ScanFormat.Auto));
        InvalidDataException? broken = null;
        using IEnumerator<ScannedPort> ports = (isList ? MasscanList.Read(text) : Records(text, format, found => hosts.Scanner = NameOf(found))).GetEnumerator();
        while (broken is null)
        {
            try
            {
                if (!ports.MoveNext())
                {
                    break;
                }

                hosts.Add(ports.Current);
            }
            catch (InvalidDataException cut)
            {
                broken = cut;
            }
        }

        foreach (NmapHost host in hosts.Read())
        {
            yield return host;
        }

        if (broken is not null)
        {
            throw new InvalidDataException(broken.Message, broken);
        }
    }

    private static IEnumerable<ScannedPort> Records(TextReader text, ScanFormat format, Action<ScanFormat> found)
    {
        ScanFormat? known = null;
        using ScanRecords records = new(text);
        foreach (JObject record in records.Read())
        {
            ScanFormat? shown = ScanRecordReader.FormatOf(record);
            if (known is null && shown is ScanFormat first)
            {
                if (format != ScanFormat.Auto && format != first)
                {
                    throw new InvalidDataException($"The file has the form {first}, not {format}.");
                }

                known = first;
                found(first);
            }

            // A last record of another form, such as masscan's {"finished": 1}, is about no port.
            if (known is ScanFormat one && shown == one)
            {
                foreach (ScannedPort port in ScanRecordReader.Read(record, one))
                {
                    yield return port;
                }
            }
        }

        if (known is null)
        {
            throw new InvalidDataException(Unknown);
        }
    }

    private static string NameOf(ScanFormat format) => format switch
    {
        ScanFormat.MasscanJson or ScanFormat.MasscanList => "masscan",
        ScanFormat.Naabu => "naabu",
        ScanFormat.Zgrab2 => "zgrab2",
        ScanFormat.Shodan => "Shodan",
        ScanFormat.Censys => "Censys",
        _ => "scan",
    };
}
