// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Management.Automation;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>
/// A number within a range. PowerShell's own ValidateRange names one bound only, and for what is not a number it reports
/// that an "input string" was not in a correct format.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateNumberRangeAttribute : ArgumentTransformationAttribute
{
    /// <summary>Sets both bounds; both are inclusive.</summary>
    public ValidateNumberRangeAttribute(double least, double most)
    {
        Least = least;
        Most = most;
    }

    /// <summary>The minimum allowed.</summary>
    public double Least { get; }

    /// <summary>The maximum allowed.</summary>
    public double Most { get; }

    /// <summary>True where fractions are rejected.</summary>
    public bool Whole { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        string given = input is object[] parts ? string.Join(",", parts) : input?.ToString() ?? "";

        // With a decimal comma, 0,5 is read by the engine as two numbers, and the text "0,5" as 5.
        bool hasComma = input is object[] or string && given.IndexOf(',') >= 0;
        double number = 0;
        bool isNumber = !hasComma && input is not null and not bool && LanguagePrimitives.TryConvertTo(input, CultureInfo.InvariantCulture, out number);
        return isNumber && number >= Least && number <= Most && (!Whole || number == Math.Floor(number))
            ? Whole ? (object)(int)number : number
            : throw new ArgumentTransformationMetadataException(string.Format(
                CultureInfo.InvariantCulture,
                "'{0}' is no {1}number from {2} to {3}: {4}.",
                InputException.Quote(given),
                Whole ? "whole " : "",
                Least,
                Most,
                hasComma && !Whole ? "write fractions with a point, as in 0.5" : "give one of these"));
    }
}
