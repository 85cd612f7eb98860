// SPDX-License-Identifier: MIT
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

    /// <summary>At most <see cref="HttpFetcher.MaxBodyLength"/> bytes of the body, decoded.</summary>
    public string Body { get; }

    /// <summary>True when the body was longer than the limit.</summary>
    public bool Truncated { get; }

    /// <summary>The same bytes before decoding, for images.</summary>
    public byte[] Bytes { get; set; } = Array.Empty<byte>();

    /// <summary>Header fields by name in any case; several of one name with commas between them (RFC 9110 §5.3).</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Its WWW-Authenticate headers, as received (RFC 9110 §11.6.1).</summary>
    public IReadOnlyList<string> Challenges { get; init; } = Array.Empty<string>();
}
