// SPDX-License-Identifier: MIT
using PracticeNetSec.Routers;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>A forward of TCP ports to the same ports of a machine inside, as a router's table shows it.</summary>
internal static class TcpForward
{
    public static PortForward Of(int start, int end) => new()
    {
        Protocol = "tcp",
        ExternalStart = start,
        ExternalEnd = end,
        InternalAddress = "192.168.2.10",
        InternalStart = start,
        InternalEnd = end,
        Source = "ipNatPresetTable",
    };
}
