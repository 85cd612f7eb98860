// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp;

/// <summary>Single objects that were read.</summary>
internal sealed class SnmpObjects
{
    public SnmpObjects(SnmpOutcome outcome, Evidence? reason, IReadOnlyDictionary<ObjectIdentifier, SnmpValue> values) =>
        (Outcome, Reason, Values) = (outcome, reason, values);

    /// <summary>Anything but <see cref="SnmpOutcome.Answered"/>: some or all objects could not be read.</summary>
    public SnmpOutcome Outcome { get; }

    /// <summary>Why not; null when answered.</summary>
    public Evidence? Reason { get; }

    /// <summary>The objects that exist.</summary>
    public IReadOnlyDictionary<ObjectIdentifier, SnmpValue> Values { get; }

    /// <summary>An object's value; null when the source has none.</summary>
    public SnmpValue? this[ObjectIdentifier name] => Values.TryGetValue(name, out SnmpValue? value) ? value : null;
}
