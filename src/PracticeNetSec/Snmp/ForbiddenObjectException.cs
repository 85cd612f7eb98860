// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Snmp;

/// <summary>Somebody tried to ask a device for its secrets. No request is made.</summary>
internal sealed class ForbiddenObjectException : InvalidOperationException
{
    public ForbiddenObjectException(ObjectIdentifier name)
        : base($"{name} holds or leads to a device's passwords; this product does not read them.") => Name = name;

    /// <summary>The object that was asked for.</summary>
    public ObjectIdentifier Name { get; }
}
