// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules;

/// <summary>A service for the internal network that a feed saw answer.</summary>
internal sealed class FeedAnswer
{
    /// <summary>The source's report.</summary>
    public SourceReport Report { get; init; } = new();

    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Port it answered on.</summary>
    public int Port { get; init; }

    /// <summary>The name of the service, as in <c>Data/ports.json</c> where it is there.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its common name.</summary>
    public string Service { get; init; } = "";

    /// <summary>What the feed rates it; Critical where it does not.</summary>
    public Severity Severity { get; init; } = Severity.Critical;
}
