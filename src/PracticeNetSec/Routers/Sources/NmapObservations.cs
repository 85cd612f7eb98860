// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// What nmap's scripts observed, matched against the same signatures as live observations: title, Server field, certificate,
/// greeting.
/// </summary>
internal static class NmapObservations
{
    private const string Unfollowed = "Did not follow redirect";

    // nmap writes a certificate's names in full and with slashes between them.
    private static readonly (string Long, string Short)[] NameParts =
    {
        ("commonName=", "CN="), ("organizationName=", "O="), ("organizationalUnitName=", "OU="), ("countryName=", "C="),
    };

    /// <summary>The observations in the script output of a host; other scripts are ignored.</summary>
    public static IEnumerable<Observation> Of(IEnumerable<NmapScript> scripts) => scripts.SelectMany(Of);

    private static IEnumerable<Observation> Of(NmapScript script)
    {
        string[] lines = script.Output.Split('\n');
        switch (script.Id)
        {
            case "http-title" when !lines[0].StartsWith(Unfollowed, StringComparison.Ordinal):
                yield return new Observation(script.Port, SignPlace.Title, DeviceText.Line(lines[0]));
                break;
            case "http-server-header":
                yield return new Observation(script.Port, SignPlace.Server, DeviceText.Line(lines[0]));
                break;
            case "banner":
                yield return new Observation(script.Port, SignPlace.Greeting, DeviceText.Line(script.Output));
                break;
            case "ssl-cert":
                foreach ((string label, SignPlace place) in new[] { ("Subject: ", SignPlace.Subject), ("Issuer: ", SignPlace.Issuer) })
                {
                    if (lines.FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal)) is string line)
                    {
                        yield return new Observation(script.Port, place, DeviceText.Line(Names(line.Substring(label.Length))));
                    }
                }

                break;
        }
    }

    private static string Names(string text) => NameParts.Aggregate(text.Replace("/", ", "), (names, part) => names.Replace(part.Long, part.Short));
}
