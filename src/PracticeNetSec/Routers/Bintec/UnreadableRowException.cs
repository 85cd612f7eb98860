// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>A column of a row is missing or is invalid. Never leaves the row reader.</summary>
internal sealed class UnreadableRowException : FormatException
{
    public UnreadableRowException(string column)
        : base($"{column} is missing or not of its kind")
    {
    }

    public UnreadableRowException(string column, string value)
        : base($"{column} makes no sense: {value}")
    {
    }
}
