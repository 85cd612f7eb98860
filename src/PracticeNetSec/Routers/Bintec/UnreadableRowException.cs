// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>A column of a row is missing or is invalid. Never leaves the row reader.</summary>
internal sealed class UnreadableRowException : FormatException, IStatesCause
{
    /// <param name="column">The column that is missing or of another type.</param>
    public UnreadableRowException(string column)
        : this(EvidenceOf.RowColumnMissing(column))
    {
    }

    public UnreadableRowException(Evidence cause)
        : base(cause.Text) => Cause = cause;

    /// <inheritdoc/>
    public Evidence Cause { get; }
}
