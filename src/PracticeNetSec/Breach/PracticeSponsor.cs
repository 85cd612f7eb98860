// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Breach;

/// <summary>Who runs the practice: it decides which authority is competent. The numbers are stable.</summary>
public enum PracticeSponsor
{
    /// <summary>A private practice: the authority of the Land.</summary>
    Private = 0,

    /// <summary>A church or its charity: the church's own authority.</summary>
    Church = 1,
}
