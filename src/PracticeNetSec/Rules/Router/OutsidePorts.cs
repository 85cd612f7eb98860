// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>Where the Internet reaches a device that was recognised.</summary>
internal static class OutsidePorts
{
    /// <summary>
    /// Ports outside: where the device was observed from outside, or, for a device observed inside, those of the forwards that lead
    /// everyone to it. What answers at the router's own address inside, or at the provider's, proves nothing.
    /// </summary>
    public static int[] Of(RouterEvidence evidence, DeviceFingerprint device) => device.Address is null
        ? !evidence.AnswersAreAnothers && evidence.Observed.Vantage is (Vantage.Outside or Vantage.Recorded) ? device.Ports : Array.Empty<int>()
        : evidence.TcpForwards
            .Where(forward => evidence.IsForEveryone(forward) && forward.InternalAddress == device.Address)
            .SelectMany(forward => device.Ports.Select(forward.OutsideOf))
            .OfType<int>()
            .Distinct()
            .ToArray();
}
