// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Model;

/// <summary>Something the caller gave cannot be used. The message names the input and the remedy.</summary>
public sealed class InputException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="id">Stable id of the cause, one per cause, for scripts that match on it.</param>
    /// <param name="message">Names the input and what to do.</param>
    /// <param name="inner">What was caught, when there was something.</param>
    public InputException(string id, string message, Exception? inner = null)
        : base(message, inner)
    {
        Id = id;
    }

    /// <summary>Stable id of the cause.</summary>
    public string Id { get; }

    /// <summary>An input as a message may name it: one line, fit for a terminal, at most 255 characters and an ellipsis.</summary>
    /// <param name="input">What the caller gave.</param>
    public static string Quote(string input) => DeviceText.Clean(input) + (input.Length > DeviceText.MaxTextLength ? "…" : "");
}
