// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Upnp;

/// <summary>What asking a service came to.</summary>
internal enum UpnpOutcome
{
    /// <summary>The action was carried out.</summary>
    Answered,

    /// <summary>The service understood and said no, with UPnP's error code.</summary>
    Refused,

    /// <summary>The device wants a login that we do not have, or does not accept the one we have.</summary>
    Unauthorized,

    /// <summary>Nothing came in HTTP within the time.</summary>
    NoAnswer,

    /// <summary>What came is no answer to the question.</summary>
    NotUnderstood,
}
