// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Shares;

/// <summary>Whether a server's system still gets security updates. The numbers are stable.</summary>
public enum SupportStatus
{
    /// <summary>The build is unknown, the server states none (Samba reports 6.1.0, which is not a Windows version), or the server speaks a dialect that this Windows does not support.</summary>
    Unknown = 0,

    /// <summary>Every product with this build still gets them.</summary>
    Supported = 1,

    /// <summary>Several products share the build, and only some still get them: the edition decides, which is not visible over the network.</summary>
    DependsOnEdition = 2,

    /// <summary>No product with this build gets them any more.</summary>
    EndOfSupport = 3,
}
