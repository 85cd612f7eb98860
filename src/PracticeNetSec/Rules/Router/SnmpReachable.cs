// SPDX-License-Identifier: MIT
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>SNMP answers from the Internet.</summary>
internal sealed class SnmpReachable : SourceRule
{
    public SnmpReachable()
        : base("router.snmp-reachable", SourceNames.Snmp)
    {
    }
}
