// SPDX-License-Identifier: MIT
using System;
using System.Linq;

namespace PracticeNetSec.Snmp;

/// <summary>
/// The subtrees in which bintec devices keep passwords, keys and communities. They are never requested, and what an
/// agent sends from them unrequested is dropped unread.
/// </summary>
internal static class ForbiddenSubtree
{
    // bintecsec of the BIANCA-BRICK-*SEC MIBs, and the same arc below bibo (4), where a firmware could mirror it.
    private static readonly ObjectIdentifier[] Roots =
    {
        ObjectIdentifier.Of(1, 3, 6, 1, 4, 1, 272, 254),
        ObjectIdentifier.Of(1, 3, 6, 1, 4, 1, 272, 4, 254),
    };

    /// <summary>True when the object lies in a forbidden subtree.</summary>
    public static bool Contains(ObjectIdentifier name) => Array.Exists(Roots, name.IsWithin);

    /// <summary>
    /// True when a walk that starts at the object could reach a forbidden subtree: the object lies in
    /// one or above one.
    /// </summary>
    public static bool IsReachedFrom(ObjectIdentifier name) => Contains(name) || Roots.Any(root => root.IsWithin(name));
}
