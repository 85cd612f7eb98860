// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>Refuses a recorded walk or a configuration that is of another router than the scan or practice it is combined with: it would clear the wrong one.</summary>
internal static class WalkOwner
{
    /// <summary>Compares the public addresses and the serial number that the walk shows with what is known of the router.</summary>
    /// <param name="path">The file, for the error.</param>
    /// <param name="walk">What it shows.</param>
    /// <param name="known">What it is combined with.</param>
    /// <param name="source">What it is, of <see cref="SourceNames"/>.</param>
    /// <param name="mustMatch">True where one walk is given for several routers: then each must be named by it.</param>
    /// <exception cref="InputException"><c>WalkOfAnotherRouter</c>, <c>WalkForSeveralRouters</c>; of a configuration <c>ConfigurationOfAnotherRouter</c>, <c>ConfigurationForSeveralRouters</c>.</exception>
    public static void ThrowIfAnother(string path, SourceResult walk, RouterExposure known, string source, bool mustMatch)
    {
        string kind = source == SourceNames.Walk ? "Walk" : "Configuration";
        string[] addresses = walk.WanAddresses.Append(walk.WanAddress).OfType<string>().Distinct().ToArray();
        string? address = IPAddress.TryParse(known.WanAddress ?? known.ComputerName, out IPAddress? literal) && !HostAddress.IsPrivate(literal) ? literal.ToString() : null;
        bool sameAddress = address is not null && addresses.Contains(address);
        // An inventory may be older than the walk of a line with a changing address; a scan was of this address.
        bool isMeasured = known.Ports.Length > 0 || mustMatch || known.WanAddress is null;
        bool otherAddress = isMeasured && address is not null && !sameAddress && addresses.Any(shown => shown.Contains(':') == address.Contains(':'));
        string? expected = Serial(known.Identity.SerialNumber ?? known.Practice?.RouterSerialNumber);
        string? found = Serial(walk.Identity?.SerialNumber);
        bool sameSerial = expected is not null && expected == found;
        bool otherSerial = expected is not null && found is not null && expected != found;
        if (otherSerial || (otherAddress && !sameSerial))
        {
            string shown = otherSerial ? $"it shows the serial number {found}, expected is {expected}" : $"it shows {string.Join(", ", addresses)}, not {address}";
            throw new InputException($"{kind}OfAnotherRouter", $"The {source} '{InputException.Quote(path)}' is not of {known.ComputerName}: {shown}. Give the {source} of that router, or -{kind}Path alone.");
        }

        if (mustMatch && !sameAddress && !sameSerial)
        {
            throw new InputException($"{kind}ForSeveralRouters", $"The {source} '{InputException.Quote(path)}' was given for several routers, and shows nothing that names {known.ComputerName}. Pipe in the one router that it is of.");
        }
    }

    private static string? Serial(string? text)
    {
        string plain = new((text ?? "").Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray());
        return plain.Length == 0 ? null : plain;
    }
}
