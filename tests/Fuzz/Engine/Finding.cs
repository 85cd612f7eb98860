// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>An input that makes a codec do what it must not.</summary>
/// <param name="Kind">What: the exception's type, <c>slow</c>, <c>memory</c> or <c>hang</c>, with its place where there is one.</param>
/// <param name="Detail">One sentence.</param>
/// <param name="Input">The bytes.</param>
internal sealed record Finding(string Kind, string Detail, byte[] Input)
{
    /// <summary>Kind of a finding whose sentence tells which one it is.</summary>
    public const string BrokenProperty = "property";

    private const string Product = "PracticeNetSec.";

    /// <summary>An exception that a codec does not document.</summary>
    public static Finding Of(Exception exception, byte[] input) =>
        exception is PropertyException
            ? new(BrokenProperty, exception.Message, input)
            : new($"{exception.GetType().Name} in {Place(exception)}", exception.Message, input);

    public static Finding Slow(TimeSpan took, byte[] input) =>
        new("slow", string.Create(CultureInfo.InvariantCulture, $"took {took.TotalMilliseconds:0} ms each time"), input);

    public static Finding Memory(long allocated, long allowed, byte[] input) =>
        new("memory", string.Create(CultureInfo.InvariantCulture, $"allocated {allocated} bytes where {allowed} are allowed"), input);

    public static Finding Hang(TimeSpan since, byte[] input) =>
        new("hang", string.Create(CultureInfo.InvariantCulture, $"did not end within {since.TotalSeconds:0.#} s"), input);

    /// <summary>Writes the input to a file that can be given back to this program.</summary>
    public string Save(string folder, string target)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{target}-{Convert.ToHexString(SHA256.HashData(Input)).AsSpan(0, 12)}.bin");
        File.WriteAllBytes(path, Input);
        return path;
    }

    /// <summary>The innermost method of ours: two inputs that fail there are one finding.</summary>
    private static string Place(Exception exception) => new StackTrace(exception).GetFrames()
        .Select(frame => frame.GetMethod())
        .Where(method => method?.DeclaringType?.FullName?.StartsWith(Product, StringComparison.Ordinal) == true)
        .Select(method => $"{method!.DeclaringType!.FullName}.{method.Name}")
        .FirstOrDefault() ?? "code that is not ours";
}
