// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Shell.Utility;

/// <summary>What <c>Test-Path -PathType</c> asks for.</summary>
public enum PathKind
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>A folder.</summary>
    Container,

    /// <summary>A file.</summary>
    Leaf,
}
