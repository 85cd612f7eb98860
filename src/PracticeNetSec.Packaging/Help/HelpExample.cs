// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Packaging.Help;

/// <summary>One example of a page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Code">What is typed, exactly as printed.</param>
/// <param name="Remark">What it does, in a sentence.</param>
/// <param name="Line">Where it begins in the file, from 1.</param>
internal sealed record HelpExample(string Title, string Code, string Remark, int Line);
