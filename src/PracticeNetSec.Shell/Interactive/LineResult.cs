// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Shell.Interactive;

/// <summary>How the reading of a line ended: with text, by Ctrl+C, or by the end of input (Ctrl+D).</summary>
internal readonly record struct LineResult(string Text, bool Interrupted = false, bool EndOfInput = false);
