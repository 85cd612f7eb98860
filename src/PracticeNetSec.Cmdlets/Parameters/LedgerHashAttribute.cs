// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>A ledger's hash as Test-ExposureHistory shows it. ValidatePattern would show the user a regular expression.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LedgerHashAttribute : ValidateArgumentsAttribute
{
    private const int Digits = 64; // SHA-256

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        string text = arguments as string ?? "";
        if (text.Length != Digits || !text.All(Uri.IsHexDigit))
        {
            throw new ValidationMetadataException(
                $"'{InputException.Quote(text)}' is no hash of a ledger. Give the {Digits} digits (0-9, a-f) that Test-ExposureHistory showed as LastHash.");
        }
    }
}
