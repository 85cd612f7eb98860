// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>One finding of one practice in two checks.</summary>
public sealed class ExposureChange
{
    /// <summary>The provider's id of the practice.</summary>
    public string PracticeId { get; set; } = "";

    /// <summary>Name of the practice.</summary>
    public string Name { get; set; } = "";

    /// <summary>How it changed.</summary>
    public ChangeState State { get; set; }

    /// <summary>Stable id of the rule.</summary>
    public string RuleId { get; set; } = "";

    /// <summary>How urgent it is.</summary>
    public Severity Severity { get; set; }

    /// <summary>One sentence, in English.</summary>
    public string Title { get; set; } = "";

    /// <summary>What it is about.</summary>
    public string Target { get; set; } = "";

    /// <summary>Firmware in the first check.</summary>
    public string? FirmwareBefore { get; set; }

    /// <summary>Firmware in the second check.</summary>
    public string? FirmwareAfter { get; set; }

    /// <summary>When the first check ended; null when the practice was not in it.</summary>
    public DateTimeOffset? CheckedBefore { get; set; }

    /// <summary>When the second check ended; null when the practice was not in it.</summary>
    public DateTimeOffset? CheckedAfter { get; set; }

    /// <summary>Further meaning of the change, beyond its state.</summary>
    public Evidence? Note { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{PracticeId} {State}: {Title}";
}
