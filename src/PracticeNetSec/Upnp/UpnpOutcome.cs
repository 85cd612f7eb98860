// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Upnp;

/// <summary>Outcome of querying a service.</summary>
internal enum UpnpOutcome
{
    /// <summary>The action was carried out.</summary>
    Answered,

    /// <summary>The service refused, with UPnP's error code.</summary>
    Refused,

    /// <summary>The device requires a login that is not available, or rejects the given one.</summary>
    Unauthorized,

    /// <summary>No HTTP response within the timeout.</summary>
    NoAnswer,

    /// <summary>The response does not match the request.</summary>
    NotUnderstood,
}
