// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Shell.Utility;

/// <summary>The exception inside an error that a script reports by text alone.</summary>
public sealed class WriteErrorException : Exception
{
    /// <summary>An error without text.</summary>
    public WriteErrorException()
    {
    }

    /// <summary>An error with its text.</summary>
    public WriteErrorException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its text and cause.</summary>
    public WriteErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
