// SPDX-License-Identifier: MIT
using System.Globalization;
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>The page that FRITZ!Boxes serve without a login, in its new form (juis) and its old one (jason).</summary>
internal sealed class BoxInfo
{
    /// <summary>The newer page first.</summary>
    public static readonly string[] Paths = { "/juis_boxinfo.xml", "/jason_boxinfo.xml" };

    private const string NewNamespace = "http://juis.avm.de/updateinfo";
    private const string OldNamespace = "http://jason.avm.de/updatecheck/";
    private const int MaxVersion = 9999;

    private BoxInfo(string name, string? hardware, string? serial, RouterFirmware? firmware)
    {
        Name = name;
        Hardware = hardware;
        SerialNumber = serial;
        Firmware = firmware;
    }

    /// <summary>For instance <c>FRITZ!Box 7590</c>.</summary>
    public string Name { get; }

    /// <summary>AVM's number of the hardware.</summary>
    public string? Hardware { get; }

    public string? SerialNumber { get; }

    public RouterFirmware? Firmware { get; }

    /// <summary>Null when the page is not a FRITZ!Box's.</summary>
    public static BoxInfo? TryParse(string body)
    {
        BoundedXml xml;
        try
        {
            xml = BoundedXml.Read(body);
        }
        catch (UpnpFormatException)
        {
            // Other devices answer this path with arbitrary content.
            return null;
        }

        bool isBoxInfo = xml.RootName == "BoxInfo" && (xml.RootNamespace is NewNamespace or OldNamespace);
        string? name = Text(xml, "Name");
        if (!isBoxInfo || name is null)
        {
            return null;
        }

        return new BoxInfo(name, Text(xml, "HW"), Text(xml, "Serial"), FritzFirmware.TryParse(Text(xml, "Version")) ?? FromNumbers(xml));
    }

    private static RouterFirmware? FromNumbers(BoundedXml xml)
    {
        if (Number(xml, "Minor") is not { } minor || Number(xml, "Patch") is not { } patch)
        {
            return null;
        }

        string words = string.Format(CultureInfo.InvariantCulture, "{0}.{1:00}.{2:00}", Text(xml, "Major"), minor, patch);
        return FritzFirmware.From(minor, patch, Text(xml, "Buildnumber") is { } build ? $"{words}-{build}" : words);
    }

    private static string? Text(BoundedXml xml, string name) => xml.Find("BoxInfo", name) is { Length: > 0 } text ? text : null;

    private static int? Number(BoundedXml xml, string name) =>
        int.TryParse(Text(xml, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= MaxVersion ? number : null;
}
