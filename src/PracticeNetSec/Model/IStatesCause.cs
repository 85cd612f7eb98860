// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>An exception of this module that states its cause as evidence; its message is the English text of it.</summary>
internal interface IStatesCause
{
    /// <summary>Why it was thrown.</summary>
    Evidence Cause { get; }
}
