// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>Reads the failures of earlier commands, each failure once.</summary>
internal static class FailureText
{
    /// <summary>The practice itself is in the result then, Undetermined, with this reason.</summary>
    private const string OutOfScope = "OutOfScope";

    /// <summary>The texts of error records, exceptions and anything else.</summary>
    public static IEnumerable<string> Of(PSObject[]? failures) =>
        (failures ?? Array.Empty<PSObject>()).Select(Of).OfType<string>().Select(text => text.Length > 0 ? text : "an error without a text");

    private static string? Of(PSObject? failure) => failure?.BaseObject switch
    {
        null => null,
        ErrorRecord record => OfRecord(record),
        IContainsErrorRecord { ErrorRecord: ErrorRecord record } => OfRecord(record),
        Exception error => error.Message,
        _ => failure.ToString(),
    };

    private static string? OfRecord(ErrorRecord record) =>
        record.FullyQualifiedErrorId.Split(',')[0] == OutOfScope ? null : record.ErrorDetails?.Message ?? record.Exception.Message;
}
