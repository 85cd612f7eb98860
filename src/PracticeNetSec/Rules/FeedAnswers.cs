// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules;

/// <summary>What a feed of others' measurements saw answer. It stays among the sources, so that a later assessment sees it as well.</summary>
internal static class FeedAnswers
{
    private const string Udp = "udp/";

    /// <summary>The ports over UDP.</summary>
    public static IEnumerable<(int Port, SourceReport Report)> OverUdp(RouterObservation observed) =>
        from report in observed.Sources
        where report.Detail.Code is EvidenceCode.ShadowserverAnswered or EvidenceCode.ShadowserverAnsweredWith
        let place = report.Detail.Get<string>("port")
        where place is not null && place.StartsWith(Udp, StringComparison.Ordinal)
        let port = int.TryParse(place.Substring(Udp.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0
        where port > 0
        select (port, report);
}
