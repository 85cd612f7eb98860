// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Packaging.Help;

/// <summary>A piece of text without marks.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; code and lists have several lines.</param>
internal sealed record HelpText(HelpTextKind Kind, string Text);
