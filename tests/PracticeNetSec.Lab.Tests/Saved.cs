using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Reads the properties of an object that came back from another process.</summary>
internal static class Saved
{
    public static string Text(this PSObject saved, string property) => saved.Properties[property]?.Value?.ToString() ?? "";

    public static PSObject One(this PSObject saved, string property) => PSObject.AsPSObject(saved.Properties[property].Value);

    public static IReadOnlyList<PSObject> List(this PSObject saved, string property) =>
        LanguagePrimitives.GetEnumerable(saved.Properties[property].Value)?.Cast<object>().Select(PSObject.AsPSObject).ToArray()
        ?? Array.Empty<PSObject>();
}
