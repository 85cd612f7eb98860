using System.IO;
using System.Xml;
using PracticeNetSec.Http;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// The service directory that every TI Konnektor gives at <c>/connector.sds</c> (gematik, ServiceDirectory schema).
/// </summary>
internal sealed class KonnektorService
{
    public const string Path = "/connector.sds";

    private const string NamespaceStart = "http://ws.gematik.de/";

    private KonnektorService(bool certain, string? product)
    {
        IsCertain = certain;
        Product = product;
    }

    /// <summary>False when the device only refused to tell (401, 403): then it may be one.</summary>
    public bool IsCertain { get; }

    /// <summary>Maker and product, for instance <c>KOCOC KoCoBox MED+</c>; one line of bounded length.</summary>
    public string? Product { get; }

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
            MaxCharactersInDocument = HttpFetcher.LongestBody,
            IgnoreComments = true,
            IgnoreWhitespace = true,
        };
        bool isKonnektor = false;
        string? vendor = null;
        string? name = null;
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(body), settings);
            reader.MoveToContent();
            isKonnektor = reader.LocalName == "ConnectorServices"
                && reader.NamespaceURI.StartsWith(NamespaceStart, System.StringComparison.Ordinal);
            while (isKonnektor && reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "ProductVendorID" or "ProductName")
                {
                    bool isVendor = reader.LocalName == "ProductVendorID";
                    reader.Read();
                    string? text = reader.NodeType == XmlNodeType.Text ? reader.Value.Trim() : null;
                    (vendor, name) = isVendor ? (text, name) : (vendor, text);
                }
            }
        }
        catch (XmlException)
        {
            // Broken off behind a root that only a Konnektor gives: still one. Before that: anything.
        }

        return isKonnektor ? new KonnektorService(true, DeviceText.Clean($"{vendor} {name}")) : null;
    }
}
