// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Net;

namespace PracticeNetSec.Http;

/// <summary>
/// A user name and a secret for a device's management. The secret can be set and used, but never read: no public member,
/// no text and no serialised form holds it.
/// </summary>
public sealed class Credential
{
    /// <summary>Creates a credential.</summary>
    /// <param name="userName">User name; may be empty where the device uses only a password.</param>
    /// <param name="secret">The password.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public Credential(string userName, string secret)
    {
        UserName = userName ?? throw new ArgumentNullException(nameof(userName));
        Secret = secret ?? throw new ArgumentNullException(nameof(secret));
    }

    /// <summary>Its use in this run, by whatever device asks for it.</summary>
    internal CredentialUse Use { get; } = new();

    internal string UserName { get; }

    internal string Secret { get; }

    /// <inheritdoc/>
    public override string ToString() => "(credential, not shown)";
}
