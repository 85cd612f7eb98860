// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>
/// A number from one end to the other. PowerShell's own ValidateRange names one end only, and of what is no number it says
/// that an "input string" was not in a correct format.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithinAttribute : ArgumentTransformationAttribute
{
    /// <summary>Sets both ends; both are allowed.</summary>
    public WithinAttribute(double least, double most)
    {
        Least = least;
        Most = most;
    }

    /// <summary>The least number allowed.</summary>
    public double Least { get; }

    /// <summary>The greatest number allowed.</summary>
    public double Most { get; }

    /// <summary>True where fractions are no numbers either.</summary>
    public bool Whole { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        bool isNumber = LanguagePrimitives.TryConvertTo(inputData, CultureInfo.InvariantCulture, out double number) && inputData is not null and not bool;
        return isNumber && number >= Least && number <= Most && (!Whole || number == Math.Floor(number))
            ? Whole ? (object)(int)number : number
            : throw new ArgumentTransformationMetadataException(string.Format(
                CultureInfo.InvariantCulture, "'{0}' is no {1}number from {2} to {3}: give one of these.", InputException.Shown(inputData?.ToString() ?? ""), Whole ? "whole " : "", Least, Most));
    }
}
