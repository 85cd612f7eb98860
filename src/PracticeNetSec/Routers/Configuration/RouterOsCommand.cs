// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>Splits <c>add chain=dstnat comment="a \"b\"" dst-port=443</c> and <c>set telnet disabled=yes</c>.</summary>
internal static class RouterOsCommand
{
    // Nothing else is kept: comments and scripts hold passwords.
    private static readonly string[] Kept =
    {
        "action", "chain", "protocol", "dst-port", "to-addresses", "to-ports", "in-interface", "in-interface-list", "src-address", "src-address-list", "dst-address",
        "disabled", "connection-state", "enabled", "ddns-enabled", "disable-ipv6", "address", "port", "name", "interface", "list",
    };

    /// <summary>The verb, the item that it is about (a service), and the settings; those that are not read are named without their values.</summary>
    public static (string Verb, string Item, ConfigurationEntry Entry) Split(string menu, string command, int line)
    {
        string[] words = Words(command).ToArray();
        ConfigurationEntry entry = new(menu, line);
        string item = "";
        foreach (string word in words.Skip(1))
        {
            int equals = word.IndexOf('=');
            if (equals > 0)
            {
                string name = word.Substring(0, equals);
                entry.Add(name, Kept.Contains(name) ? word.Substring(equals + 1) : "");
            }
            else if (item.Length == 0)
            {
                item = word;
            }
        }

        return (words.Length > 0 ? words[0] : "", item, entry);
    }

    private static IEnumerable<string> Words(string command)
    {
        StringBuilder word = new();
        bool isQuoted = false;
        for (int index = 0; index < command.Length; index++)
        {
            char letter = command[index];
            if (letter == '\\' && isQuoted && index + 1 < command.Length)
            {
                word.Append(command[++index]);
            }
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (char.IsWhiteSpace(letter) && !isQuoted)
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                }

                word.Clear();
            }
            else
            {
                word.Append(letter);
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
