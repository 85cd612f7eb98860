// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Model;

/// <summary>Whether a router's verdict is about IPv6 too: behind it every machine may have an address of its own, whatever the forwards of IPv4 say.</summary>
public enum IPv6Coverage
{
    /// <summary>Nothing showed that the line has IPv6. It was not examined.</summary>
    NothingSeen = 0,

    /// <summary>The line has IPv6, or the router did not answer whether it has, and what it lets in is not known.</summary>
    NotExamined = 1,

    /// <summary>The line has IPv6, and the machines that were named were measured from outside.</summary>
    Examined = 2,
}
