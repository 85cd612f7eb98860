// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Snmp;

/// <summary>A caller tried to request a device's secrets. No request is sent.</summary>
internal sealed class ForbiddenObjectException : InvalidOperationException
{
    public ForbiddenObjectException(ObjectIdentifier name)
        : base($"{name} holds or leads to a device's passwords; this product does not read them.") => Name = name;

    /// <summary>The requested object.</summary>
    public ObjectIdentifier Name { get; }
}
