// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// The service directory that every TI Konnektor serves at <c>/connector.sds</c> (gematik, ServiceDirectory schema).
/// </summary>
internal sealed class KonnektorService
{
    public const string Path = "/connector.sds";

    // Further elements of ProductInformation and of the directory that are kept as evidence.
    private static readonly string[] Details = { "ProductType", "ProductCode", "FWVersion", "TLSMandatory", "ClientAutMandatory" };

    private const string NamespaceStart = "http://ws.gematik.de/";

    private KonnektorService(bool certain, string? product, Evidence? evidence = null)
    {
        IsCertain = certain;
        Product = product;
        Evidence = evidence;
    }

    /// <summary>False when the device only refused an answer (401, 403): then it may be one.</summary>
    public bool IsCertain { get; }

    /// <summary>Vendor and product, for instance <c>KOCOC KoCoBox MED+</c>; one line of bounded length.</summary>
    public string? Product { get; }

    /// <summary>Its self-description: type, firmware, whether it requires TLS and a client certificate. Null when it states none of it.</summary>
    public Evidence? Evidence { get; }

    /// <summary>Null when the answer is not a Konnektor's.</summary>
    public static KonnektorService? TryParse(HttpReply reply)
    {
        if (reply.Status is 401 or 403)
        {
            return new KonnektorService(false, null);
        }

        return reply.Status == 200 ? TryParse(reply.Body) : null;
    }

    internal static KonnektorService? TryParse(string body)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = HttpFetcher.MaxBodyLength,
            IgnoreComments = true,
            IgnoreWhitespace = true,
        };
        bool isKonnektor = false;
        string? vendor = null;
        string? name = null;
        List<Evidence> details = new();
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(body), settings);
            reader.MoveToContent();
            isKonnektor = reader.LocalName == "ConnectorServices"
                && reader.NamespaceURI.StartsWith(NamespaceStart, System.StringComparison.Ordinal);
            while (isKonnektor && reader.Read())
            {
                string element = reader.LocalName;
                bool isProduct = element is "ProductVendorID" or "ProductName";
                if (reader.NodeType != XmlNodeType.Element || reader.IsEmptyElement || (!isProduct && !Details.Contains(element)))
                {
                    continue;
                }

                reader.Read();
                string? text = reader.NodeType == XmlNodeType.Text ? DeviceText.Clean(reader.Value) : null;
                if (isProduct)
                {
                    (vendor, name) = element == "ProductVendorID" ? (vendor ?? text, name) : (vendor, name ?? text);
                }
                else if (text is not null && details.Count < Details.Length)
                {
                    details.Add(EvidenceOf.KonnektorDetail(element, text));
                }
            }
        }
        catch (XmlException)
        {
            // Truncated after a root element that only a Konnektor serves: still one. Before that: inconclusive.
        }

        return isKonnektor
            ? new KonnektorService(true, DeviceText.Clean($"{vendor} {name}"), details.Count == 0 ? null : EvidenceOf.KonnektorDetails(details, SourceNames.Konnektor))
            : null;
    }
}
