// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>Reads what failed in earlier commands, each failure once.</summary>
internal static class FailureText
{
    /// <summary>The practice itself is in the result then, Undetermined, with this reason.</summary>
    private const string OutOfScope = "OutOfScope";

    /// <summary>The texts of error records, exceptions and anything else.</summary>
    public static IEnumerable<string> Of(object[]? failures) =>
        (failures ?? Array.Empty<object>()).Select(Of).OfType<string>().Where(text => text.Length > 0);

    private static string? Of(object? failure) => (failure is PSObject wrapped ? wrapped.BaseObject : failure) switch
    {
        null => null,
        ErrorRecord record => OfRecord(record),
        IContainsErrorRecord { ErrorRecord: ErrorRecord record } => OfRecord(record),
        Exception error => error.Message,
        object other => other.ToString(),
    };

    private static string? OfRecord(ErrorRecord record) =>
        record.FullyQualifiedErrorId.Split(',')[0] == OutOfScope ? null : record.ErrorDetails?.Message ?? record.Exception.Message;
}
