using System.Globalization;
using System.Linq;

namespace PracticeNetSec.Upnp;

/// <summary>One entry of a router's mapping table, as WANIPConnection and WANPPPConnection give it.</summary>
internal sealed record PortMapping
{
    private const int LastPort = 65535;

    // The standard says empty; FRITZ!Boxes say 0.0.0.0; some write a star.
    private static readonly string[] Wildcards = { "0.0.0.0", "::", "*" };

    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public string Protocol { get; private init; } = "";

    /// <summary>0 stands for all ports (WANIPConnection:1 §2.2.16).</summary>
    public int ExternalPort { get; private init; }

    public int InternalPort { get; private init; }

    /// <summary>Address or name of the host inside.</summary>
    public string InternalClient { get; private init; } = "";

    /// <summary>Who may use it; null means anyone.</summary>
    public string? RemoteHost { get; private init; }

    public bool Enabled { get; private init; }

    public string? Description { get; private init; }

    /// <summary>Seconds until it goes by itself; 0 stays for good, null is not told.</summary>
    public uint? LeaseSeconds { get; private init; }

    /// <exception cref="UpnpFormatException">A port, the protocol or the state is missing or impossible.</exception>
    public static PortMapping Decode(SoapAnswer answer)
    {
        string protocol = answer.Value("NewProtocol").ToUpperInvariant();
        if (protocol is not ("TCP" or "UDP"))
        {
            throw new UpnpFormatException("NewProtocol of the answer is neither TCP nor UDP");
        }

        return new PortMapping
        {
            Protocol = protocol == "TCP" ? "tcp" : "udp",
            ExternalPort = answer.Number("NewExternalPort", LastPort),
            InternalPort = answer.Number("NewInternalPort", LastPort),
            InternalClient = answer.Value("NewInternalClient"),
            RemoteHost = Anyone(answer.Find("NewRemoteHost")) ? null : answer.Find("NewRemoteHost"),
            Enabled = Switch(answer.Value("NewEnabled")),
            Description = answer.Find("NewPortMappingDescription") is { Length: > 0 } text ? text : null,
            LeaseSeconds = uint.TryParse(answer.Find("NewLeaseDuration"), NumberStyles.None, CultureInfo.InvariantCulture, out uint lease) ? lease : null,
        };
    }

    private static bool Anyone(string? remote) => string.IsNullOrEmpty(remote) || Wildcards.Contains(remote);

    /// <summary>The words of a UPnP boolean (UPnP Device Architecture 1.1 §2.5).</summary>
    private static bool Switch(string text) => text.ToUpperInvariant() switch
    {
        "1" or "TRUE" or "YES" => true,
        "0" or "FALSE" or "NO" => false,
        _ => throw new UpnpFormatException("NewEnabled of the answer is neither true nor false"),
    };
}
