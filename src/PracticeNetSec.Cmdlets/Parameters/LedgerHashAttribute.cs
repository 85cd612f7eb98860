// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>A history's hash as Test-ExposureHistory shows it. ValidatePattern would show the user a regular expression.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LedgerHashAttribute : ValidateArgumentsAttribute
{
    private const int Digits = 64; // SHA-256

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        string text = arguments as string ?? "";
        string[] parts = text.Split(':');
        string hash = parts[parts.Length - 1];
        bool isNumbered = parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (hash.Length != Digits || !hash.All(Uri.IsHexDigit) || (parts.Length > 1 && !isNumbered))
        {
            throw new ValidationMetadataException(
                $"'{InputException.Quote(text)}' is no hash of a history. Give what Test-ExposureHistory showed as LastHash: a number, a colon and {Digits} digits (0-9, a-f); or the {Digits} digits alone.");
        }
    }
}
