// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Upnp;

/// <summary>A service's response: values, or UPnP's error (UPnP Device Architecture 1.1 §3.2.2, §3.2.5).</summary>
internal sealed class SoapAnswer
{
    private static readonly string[] Booleans = { "true", "false" };

    private readonly Dictionary<string, string> _values = new();

    private SoapAnswer()
    {
    }

    /// <summary>UPnP's error code, for instance 713; null where the action was carried out.</summary>
    public int? ErrorCode { get; private set; }

    /// <summary>The device's own description of the error.</summary>
    public string ErrorText { get; private set; } = "";

    /// <exception cref="UpnpFormatException">It is not a response to that action.</exception>
    public static SoapAnswer Decode(string body, UpnpAction action)
    {
        BoundedXml xml = BoundedXml.Read(body);
        if (xml.RootName != "Envelope")
        {
            throw new UpnpFormatException(EvidenceOf.UpnpNoSoap());
        }

        if (xml.Find("UPnPError", "errorCode") is { } code)
        {
            return int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? new SoapAnswer { ErrorCode = number, ErrorText = xml.Find("UPnPError", "errorDescription") ?? "" }
                : throw new UpnpFormatException(EvidenceOf.UpnpErrorWithoutCode());
        }

        SoapAnswer answer = new();
        string response = action + "Response";
        foreach (XmlLeaf leaf in xml.Leaves.Where(leaf => leaf.ParentName == response && !answer._values.ContainsKey(leaf.Name)))
        {
            answer._values.Add(leaf.Name, leaf.Value);
        }

        return answer._values.Count > 0
            ? answer
            : throw new UpnpFormatException(EvidenceOf.UpnpAnswerWithout(response));
    }

    /// <summary>The value of an output argument.</summary>
    /// <exception cref="UpnpFormatException">The answer lacks it.</exception>
    public string Value(string argument) => Find(argument) ?? throw new UpnpFormatException(EvidenceOf.UpnpAnswerLacks(argument));

    /// <summary>The value of an output argument; null when the answer lacks it.</summary>
    public string? Find(string argument) => _values.TryGetValue(argument, out string? value) ? value : null;

    /// <summary>A boolean of UPnP Device Architecture 1.1 §2.5.</summary>
    /// <exception cref="UpnpFormatException">It is missing or none.</exception>
    public bool Boolean(string argument) => Value(argument).ToUpperInvariant() switch
    {
        "1" or "TRUE" or "YES" => true,
        "0" or "FALSE" or "NO" => false,
        _ => throw new UpnpFormatException(EvidenceOf.UpnpAnswerNotAmong(argument, Booleans)),
    };

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="UpnpFormatException">It is missing, not a number, or out of bounds.</exception>
    public int Number(string argument, int most) =>
        int.TryParse(Value(argument), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most
            ? number
            : throw new UpnpFormatException(EvidenceOf.UpnpAnswerNoNumber(argument, most));
}
