// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>What a recorded result states about the practice as a member of the fleet.</summary>
internal static class Membership
{
    private static readonly HashSet<string> NotChecked = new(StringComparer.Ordinal)
    {
        EvidenceCode.AuditPassedTwice, EvidenceCode.AuditInputUnusable, EvidenceCode.AuditNotChecked, EvidenceCode.AuditLeftInventory, EvidenceCode.AuditNoAddress,
        EvidenceCode.InventoryValueUnusable, EvidenceCode.InventoryEntryUnreadable, EvidenceCode.InventoryNoId, EvidenceCode.InventoryIdTwice,
        EvidenceCode.AuditOutageUnresolved, EvidenceCode.AuditFewerViews, EvidenceCode.AuditNotAuthorized, EvidenceCode.AuditExpired, EvidenceCode.InputNameNotResolved,
        EvidenceCode.HistoryTooOld, EvidenceCode.HistoryInFuture,
    };

    // Their ids are made of a position: no later run can contain them.
    private static readonly HashSet<string> Unnamed = new(StringComparer.Ordinal)
    {
        EvidenceCode.AuditPassedTwice, EvidenceCode.AuditInputUnusable, EvidenceCode.InventoryEntryUnreadable, EvidenceCode.InventoryNoId, EvidenceCode.InventoryIdTwice,
    };

    /// <summary>True where the practice has still to be checked: nothing was sent to it, an outage of the connection covers the measurement, fewer vantage points than were asked for checked it, or the check states nothing about the present.</summary>
    public static bool IsUnchecked(ExposureSnapshot snapshot) => snapshot.Reasons.Any(reason => NotChecked.Contains(reason.Code));

    /// <summary>True where a later run is expected to contain the practice.</summary>
    public static bool IsNamed(ExposureSnapshot snapshot) => !snapshot.Reasons.Any(reason => Unnamed.Contains(reason.Code));
}
