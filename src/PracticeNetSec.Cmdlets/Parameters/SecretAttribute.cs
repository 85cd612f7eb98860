// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using System.Security;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>A SecureString. The message of Windows PowerShell would repeat what was typed, and that is a password.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) as SecureString
        ?? throw new ArgumentTransformationMetadataException("a SecureString is wanted, so that no password stays in a history: give (Read-Host -AsSecureString), or the Password of a credential.");
}
