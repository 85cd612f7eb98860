// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Upnp;

/// <summary>A service that a device's description offers.</summary>
/// <param name="Type">For instance <c>urn:schemas-upnp-org:service:WANIPConnection:1</c>; validated, so it may be used in a request.</param>
/// <param name="ControlUrl">Where its actions are invoked: always on the host that served the description.</param>
internal sealed record UpnpService(string Type, Uri ControlUrl);
