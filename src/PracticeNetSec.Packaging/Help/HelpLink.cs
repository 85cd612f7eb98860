// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Packaging.Help;

/// <summary>A line under the last heading of a page.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Address">Where it leads; empty for plain text.</param>
internal sealed record HelpLink(string Text, string Address);
