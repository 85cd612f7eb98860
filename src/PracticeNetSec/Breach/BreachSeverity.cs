// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Breach;

/// <summary>The bands of ENISA's score. The numbers are stable.</summary>
public enum SeverityBand
{
    /// <summary>Below 2.</summary>
    Low = 0,

    /// <summary>2 to below 3.</summary>
    Medium = 1,

    /// <summary>3 to below 4.</summary>
    High = 2,

    /// <summary>4 and above.</summary>
    VeryHigh = 3,
}

/// <summary>How far one protection goal (confidentiality, integrity, availability) was lost. The numbers are stable.</summary>
public enum BreachLoss
{
    /// <summary>Nothing shows a loss.</summary>
    None = 0,

    /// <summary>Lost towards known recipients, or restored.</summary>
    Limited = 1,

    /// <summary>Lost towards an unknown number, or for good.</summary>
    Full = 2,
}

/// <summary>One input of the score and why it has this value.</summary>
public sealed class SeverityReason
{
    /// <summary><c>DPC</c>, <c>EI</c>, <c>CB.Confidentiality</c>, <c>CB.Integrity</c>, <c>CB.Availability</c> or <c>CB.Malicious</c>.</summary>
    public string Input { get; set; } = "";

    /// <summary>Its value.</summary>
    public decimal Value { get; set; }

    /// <summary>Key of the reason, in the form <c>severity.…</c>; the report renders it in its own language.</summary>
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Input} = {Value}: {Reason}");
}

/// <summary>
/// Severity of a breach by ENISA, "Recommendations for a methodology of the assessment of severity of personal data
/// breaches" (2013): SE = DPC × EI + CB. An aid with its inputs beside it; it is not the risk test of Art. 33 GDPR.
/// </summary>
public sealed class BreachSeverity
{
    private const decimal SensitiveData = 4m;
    private const decimal LossStep = 0.25m;
    private const decimal MaliciousIntent = 0.5m;

    /// <summary>SE = DPC × EI + CB.</summary>
    public decimal Score { get; set; }

    /// <summary>The band the score falls into.</summary>
    public SeverityBand Band { get; set; }

    /// <summary>Every input with its reason, in the order of the formula.</summary>
    public SeverityReason[] Reasons { get; set; } = Array.Empty<SeverityReason>();

    /// <summary>
    /// Scores a breach of health data (DPC 4): the score of the case in which the exposed data are patients' data.
    /// </summary>
    /// <param name="identification">Ease of identification: 0.25 negligible, 0.5 limited, 0.75 significant, 1 maximum.</param>
    /// <param name="confidentiality">How far confidentiality was lost.</param>
    /// <param name="integrity">How far integrity was lost.</param>
    /// <param name="availability">How far availability was lost.</param>
    /// <param name="malicious">True when someone acted with intent.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="identification"/> is none of the four steps.</exception>
    public static BreachSeverity OfHealthData(
        decimal identification, BreachLoss confidentiality, BreachLoss integrity, BreachLoss availability, bool malicious)
    {
        if (identification is not (0.25m or 0.5m or 0.75m or 1m))
        {
            throw new ArgumentOutOfRangeException(nameof(identification), identification, "ENISA knows 0.25, 0.5, 0.75 and 1.");
        }

        List<SeverityReason> reasons = new()
        {
            new() { Input = "DPC", Value = SensitiveData, Reason = "severity.health-data" },
            new() { Input = "EI", Value = identification, Reason = FormattableString.Invariant($"severity.identification-{identification:0.##}") },
            Loss("Confidentiality", confidentiality),
            Loss("Integrity", integrity),
            Loss("Availability", availability),
            new() { Input = "CB.Malicious", Value = malicious ? MaliciousIntent : 0m, Reason = malicious ? "severity.malicious" : "severity.not-malicious" },
        };
        return Of(reasons.ToArray());
    }

    /// <summary>Scores inputs in the order of the formula: DPC, EI, then all of CB.</summary>
    internal static BreachSeverity Of(SeverityReason[] reasons)
    {
        decimal score = reasons.Length < 2 ? 0m : reasons[0].Value * reasons[1].Value;
        for (int index = 2; index < reasons.Length; index++)
        {
            score += reasons[index].Value;
        }

        return new BreachSeverity { Score = score, Band = BandOf(score), Reasons = reasons };
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Score:0.00} {Band}");

    internal static SeverityBand BandOf(decimal score) => score switch
    {
        < 2m => SeverityBand.Low,
        < 3m => SeverityBand.Medium,
        < 4m => SeverityBand.High,
        _ => SeverityBand.VeryHigh,
    };

    private static SeverityReason Loss(string goal, BreachLoss loss) => new()
    {
        Input = "CB." + goal,
        Value = (int)loss * LossStep,
        Reason = $"severity.{goal.ToLowerInvariant()}-{loss.ToString().ToLowerInvariant()}",
    };
}
