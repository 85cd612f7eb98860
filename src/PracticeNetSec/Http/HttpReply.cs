using System;
using System.Collections.Generic;

namespace PracticeNetSec.Http;

/// <summary>One bounded answer to one GET or POST.</summary>
internal sealed class HttpReply
{
    public HttpReply(Uri address, int status, string body, bool truncated)
    {
        Address = address;
        Status = status;
        Body = body;
        Truncated = truncated;
    }

    public Uri Address { get; }

    /// <summary>Status code (RFC 9110 §15).</summary>
    public int Status { get; }

    /// <summary>At most <see cref="HttpFetcher.LongestBody"/> bytes of the body, decoded.</summary>
    public string Body { get; }

    /// <summary>True when the body was longer than we read.</summary>
    public bool Truncated { get; }

    /// <summary>Its WWW-Authenticate headers, as they came (RFC 9110 §11.6.1).</summary>
    public IReadOnlyList<string> Challenges { get; init; } = Array.Empty<string>();
}
