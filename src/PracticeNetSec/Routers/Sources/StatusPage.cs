// SPDX-License-Identifier: MIT
using System;
using System.Net;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// The page <c>/cgi-bin/status.xml</c> that Digitalisierungsboxes serve without a login. The device's XML is read by
/// pattern only, never by an XML parser, so that no entity or nesting from a hostile device is ever expanded.
/// </summary>
internal sealed class StatusPage
{
    public const string Path = "/cgi-bin/status.xml";

    private const int MaxTextLength = 200;

    private StatusPage(string model, string? systemName, string? firmware, string? serialNumber)
    {
        Model = model;
        SystemName = systemName;
        Firmware = firmware;
        SerialNumber = serialNumber;
    }

    public string Model { get; }

    public string? SystemName { get; }

    /// <summary>For instance <c>11.01.02.102 from 2019/11/06 00:00:00</c>.</summary>
    public string? Firmware { get; }

    public string? SerialNumber { get; }

    /// <summary>Reads the page; null when it is not a Digitalisierungsbox's (both markers are required: others serve this path too).</summary>
    public static StatusPage? TryParse(string body)
    {
        if (body.IndexOf(DigitalisierungsboxModel.Family, StringComparison.OrdinalIgnoreCase) < 0 || body.IndexOf("<sysName>", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return null;
        }

        return new StatusPage(DigitalisierungsboxModel.Find(body), Element(body, "sysName"), Element(body, "firmware"), Element(body, "serialNumber") ?? Element(body, "serial"));
    }

    private static string? Element(string body, string name)
    {
        int start = body.IndexOf($"<{name}>", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        start += name.Length + 2;
        int end = body.IndexOf($"</{name}>", start, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            return null;
        }

        string text = DeviceText.Clean(WebUtility.HtmlDecode(body.Substring(start, Math.Min(end - start, MaxTextLength))));
        return text.Length == 0 ? null : text;
    }
}
