// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>What has to hold of anything decoded. A broken one is a finding, for no target allows this exception.</summary>
internal sealed class PropertyException : Exception
{
    public PropertyException(string message)
        : base(message)
    {
    }
}
