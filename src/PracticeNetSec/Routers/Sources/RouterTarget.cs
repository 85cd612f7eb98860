using System;
using System.Net;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Sources;

/// <summary>What a source is told about the device it shall ask.</summary>
internal sealed class RouterTarget
{
    public RouterTarget(string computerName, IPAddress address, TimeSpan timeout)
    {
        ComputerName = computerName;
        Address = address;
        Timeout = timeout;
    }

    public string ComputerName { get; }

    public IPAddress Address { get; }

    /// <summary>Bound on one question and its answer.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>What was measured before; HTTP sources ask only ports that answered.</summary>
    public PortResult[] Ports { get; set; } = Array.Empty<PortResult>();
}
