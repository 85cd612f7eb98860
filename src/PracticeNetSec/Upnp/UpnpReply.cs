// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Upnp;

/// <summary>The outcome of querying a service, and its response.</summary>
internal sealed class UpnpReply
{
    private UpnpReply(UpnpOutcome outcome, SoapAnswer? answer, Evidence? detail)
    {
        Outcome = outcome;
        Answer = answer;
        Detail = detail;
    }

    public UpnpOutcome Outcome { get; }

    /// <summary>Present for <see cref="UpnpOutcome.Answered"/> and <see cref="UpnpOutcome.Refused"/>.</summary>
    public SoapAnswer? Answer { get; }

    /// <summary>Why there is no answer; null when the action was carried out.</summary>
    public Evidence? Detail { get; }

    /// <summary>The service's response.</summary>
    public static UpnpReply From(SoapAnswer answer) => answer.ErrorCode is { } code
        ? new UpnpReply(UpnpOutcome.Refused, answer, answer.ErrorText.Length == 0 ? EvidenceOf.UpnpError(code) : EvidenceOf.UpnpErrorText(code, answer.ErrorText))
        : new UpnpReply(UpnpOutcome.Answered, answer, null);

    /// <summary>Why the service sent nothing usable.</summary>
    public static UpnpReply None(UpnpOutcome outcome, Evidence detail) => new(outcome, null, detail);
}
