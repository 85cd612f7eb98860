// SPDX-License-Identifier: MIT
using System.Globalization;

namespace PracticeNetSec.Upnp;

/// <summary>The outcome of asking a service, and its words.</summary>
internal sealed class UpnpReply
{
    private UpnpReply(UpnpOutcome outcome, SoapAnswer? answer, string detail)
    {
        Outcome = outcome;
        Answer = answer;
        Detail = detail;
    }

    public UpnpOutcome Outcome { get; }

    /// <summary>Present for <see cref="UpnpOutcome.Answered"/> and <see cref="UpnpOutcome.Refused"/>.</summary>
    public SoapAnswer? Answer { get; }

    /// <summary>Why there is no answer, in a few words.</summary>
    public string Detail { get; }

    /// <summary>What the service said.</summary>
    public static UpnpReply From(SoapAnswer answer) => answer.ErrorCode is { } code
        ? new UpnpReply(UpnpOutcome.Refused, answer, string.Format(CultureInfo.InvariantCulture, "error {0} {1}", code, answer.ErrorText).Trim())
        : new UpnpReply(UpnpOutcome.Answered, answer, "");

    /// <summary>Why the service said nothing of use.</summary>
    public static UpnpReply None(UpnpOutcome outcome, string detail) => new(outcome, null, detail);
}
