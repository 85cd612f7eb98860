// SPDX-License-Identifier: MIT
using System;
using System.Text;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>The text of a Telnet service without the protocol's commands (RFC 854, option negotiation and subnegotiation).</summary>
internal static class TelnetGreeting
{
    private const byte SubnegotiationEnd = 240;
    private const byte SubnegotiationStart = 250;
    private const byte Will = 251;
    private const byte Dont = 254;
    private const byte Command = 255;

    private static readonly string[] Prompts = { "login:", "password:", "user:", "username:", "passwort:" };

    /// <summary>The printable characters; everything else becomes a blank.</summary>
    public static string Words(byte[] bytes, int count)
    {
        StringBuilder words = new();
        int at = 0;
        while (at < count)
        {
            if (bytes[at] != Command)
            {
                words.Append(bytes[at] is > 32 and < 127 ? (char)bytes[at] : ' ');
                at++;
            }
            else
            {
                at = AfterCommand(bytes, count, at);
            }
        }

        return DeviceText.Line(words.ToString());
    }

    /// <summary>True when the service has sent everything it sends unprompted.</summary>
    public static bool AsksBack(string words)
    {
        foreach (string prompt in Prompts)
        {
            if (words.EndsWith(prompt, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static int AfterCommand(byte[] bytes, int count, int at)
    {
        byte kind = at + 1 < count ? bytes[at + 1] : Command;
        if (kind is >= Will and <= Dont)
        {
            return at + 3;
        }

        if (kind != SubnegotiationStart)
        {
            return at + 2;
        }

        int end = at + 2;
        while (end + 1 < count && !(bytes[end] == Command && bytes[end + 1] == SubnegotiationEnd))
        {
            end++;
        }

        return end + 2;
    }
}
