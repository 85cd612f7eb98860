// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Model;

/// <summary>Whether a router's verdict is about IPv6 too: behind it every machine may have an address of its own, whatever the forwards of IPv4 say.</summary>
public enum IPv6Coverage
{
    /// <summary>Nothing showed that the line has IPv6. It was not examined.</summary>
    NothingSeen = 0,

    /// <summary>The line has IPv6, and what it lets in is not known.</summary>
    NotExamined = 1,

    /// <summary>The line has IPv6, and what it lets in was read from the router.</summary>
    Examined = 2,
}
