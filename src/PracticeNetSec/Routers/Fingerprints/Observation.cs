// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>Where a signature is looked up.</summary>
internal enum SignPlace
{
    /// <summary>The page's title.</summary>
    Title = 0,

    /// <summary>The page's text, title included.</summary>
    Body = 1,

    /// <summary>The answer's Server field (RFC 9110 §10.2.4).</summary>
    Server = 2,

    /// <summary>The answer's WWW-Authenticate field: its realm often names the device (RFC 9110 §11.6.1).</summary>
    Realm = 3,

    /// <summary>The favicon's number, see <see cref="MurmurHash3.OfFavicon"/>.</summary>
    Favicon = 4,

    /// <summary>The certificate's subject. A self-signed one can contain anything: used for identification, never trusted.</summary>
    Subject = 5,

    /// <summary>The certificate's issuer.</summary>
    Issuer = 6,

    /// <summary>What a Telnet service sends unprompted.</summary>
    Greeting = 7,
}

/// <summary>One observation of a device on one port.</summary>
internal sealed class Observation
{
    public Observation(int port, SignPlace place, string text)
    {
        Port = port;
        Place = place;
        Text = text;
    }

    public int Port { get; }

    public SignPlace Place { get; }

    /// <summary>The device's text, bounded; for a favicon its number.</summary>
    public string Text { get; }
}
