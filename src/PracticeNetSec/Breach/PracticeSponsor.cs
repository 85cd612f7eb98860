// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Breach;

/// <summary>Who runs the practice: it decides which authority is competent. The numbers are stable.</summary>
public enum PracticeSponsor
{
    /// <summary>A private practice: the authority of the Land.</summary>
    Private = 0,

    /// <summary>A church or its charity, without naming which: the church's own authority.</summary>
    Church = 1,

    /// <summary>A public body, such as a university hospital: the authority of the Land, in Bavaria the BayLfD.</summary>
    Public = 2,

    /// <summary>A Catholic body: § 33 KDG, 72 hours.</summary>
    Catholic = 3,

    /// <summary>A Protestant body: § 32 DSG-EKD, without a period in hours.</summary>
    Protestant = 4,
}
