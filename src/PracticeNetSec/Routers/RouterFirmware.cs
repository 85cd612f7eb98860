// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers;

/// <summary>The firmware as the device states it.</summary>
public sealed class RouterFirmware
{
    /// <summary>The device's own text.</summary>
    public string Text { get; set; } = "";

    /// <summary>The version in its vendor's form, such as <c>11.1.2.102</c> (no leading zeros) or <c>10.80 RU4</c>; null if none was found.</summary>
    public string? Version { get; set; }

    /// <summary>Build date the device states (no time zone is given by the device; the date alone is meant).</summary>
    public DateTime? BuildDate { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Version ?? Text;
}
