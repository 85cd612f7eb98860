// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Runs pipelines of the shipped module in another process and reads the objects that come back.</summary>
internal static class Saved
{
    /// <summary>Runs a pipeline in PowerShell and brings its objects back as Export-Clixml would.</summary>
    public static async Task<PSObject[]> InvokeAsync(string[] way, string pipeline)
    {
        ProcessResult result = await LabProcess.PwshThroughAsync(way, AsSaved(pipeline));
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        return Read(result.Output);
    }

    /// <summary>A script that prints what a pipeline gives as one document.</summary>
    public static string AsSaved(string pipeline) => $"$found = @({pipeline}); [System.Management.Automation.PSSerializer]::Serialize($found, 8)";

    /// <summary>The objects of such a document; what was printed before and behind it is passed over.</summary>
    public static PSObject[] Read(string output)
    {
        const string Start = "<Objs", End = "</Objs>";
        string document = output[output.IndexOf(Start, StringComparison.Ordinal)..(output.IndexOf(End, StringComparison.Ordinal) + End.Length)];
        return LanguagePrimitives.GetEnumerable(PSSerializer.Deserialize(document)).Cast<object>().Select(PSObject.AsPSObject).ToArray();
    }

    public static string Text(this PSObject saved, string property) => saved.Properties[property]?.Value?.ToString() ?? "";

    public static PSObject One(this PSObject saved, string property) => PSObject.AsPSObject(saved.Properties[property].Value);

    public static IReadOnlyList<PSObject> List(this PSObject saved, string property) =>
        LanguagePrimitives.GetEnumerable(saved.Properties[property].Value)?.Cast<object>().Select(PSObject.AsPSObject).ToArray()
        ?? Array.Empty<PSObject>();
}
