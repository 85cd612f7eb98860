// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>
/// Whom a run has to have a result of, known before its first packet: the practices to check, and those that cannot be checked, each with its reason.
/// </summary>
public sealed class RunPopulation
{
    private readonly TimeProvider _time;
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Practice> _practices = new();
    private readonly List<PracticeAudit> _unchecked = new();
    private readonly List<Practice> _others = new();
    private readonly Shard? _shard;
    private int _inputs;

    /// <summary>Without a member.</summary>
    public RunPopulation()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Of one part of a fleet: practices of the other parts are no members, and are not missing.</summary>
    public RunPopulation(Shard? shard)
        : this(TimeProvider.System) => _shard = shard;

    /// <summary>The same with another clock.</summary>
    internal RunPopulation(TimeProvider time) => _time = time;

    /// <summary>Practices to check.</summary>
    public IReadOnlyCollection<Practice> Practices => _practices;

    /// <summary>Results of those that cannot be checked.</summary>
    public IReadOnlyCollection<PracticeAudit> Unchecked => _unchecked;

    /// <summary>Practices to check, and those that other runs check: what has an address in common with another practice does not depend on the part.</summary>
    public IReadOnlyCollection<Practice> Fleet => _shard is null ? _practices : _practices.Concat(_others).ToArray();

    /// <summary>All of them.</summary>
    public int Count => _practices.Count + _unchecked.Count;

    /// <summary>
    /// Adds a practice; false where one with its id was added before. Then it is a member that is not checked. One of another part of the
    /// fleet is no member.
    /// </summary>
    public bool TryAdd(Practice practice)
    {
        _inputs++;
        if (!IsOurs(practice.PracticeId))
        {
            if (practice.InventoryProblem is null)
            {
                _others.Add(practice);
            }

            return true;
        }

        if (!_ids.Add(practice.PracticeId))
        {
            Practice again = new() { PracticeId = $"{practice.PracticeId} ({_inputs})", Name = practice.Name, Land = practice.Land };
            _unchecked.Add(PracticeAudit.NotChecked(again, EvidenceOf.AuditPassedTwice(practice.PracticeId), _time.GetLocalNow()));
            return false;
        }

        if (practice.InventoryProblem is Evidence problem)
        {
            _unchecked.Add(PracticeAudit.NotChecked(practice, problem, _time.GetLocalNow()));
        }
        else
        {
            _practices.Add(practice);
        }

        return true;
    }

    /// <summary>No data of a practice is kept once its result was output.</summary>
    public void Forget()
    {
        _practices.Clear();
        _others.Clear();
        _unchecked.Clear();
    }

    /// <summary>
    /// False for the result of a practice that could be measured in an outage alone, or from fewer vantage points than were asked for: a run
    /// with one has not reached its end.
    /// </summary>
    public static bool IsMeasured(PracticeAudit audit) => !audit.Reasons.Any(reason => reason.Code is EvidenceCode.AuditOutageUnresolved or EvidenceCode.AuditFewerViews);

    /// <summary>The result of a practice that the run did not come to.</summary>
    public PracticeAudit Unfinished(Practice practice) => PracticeAudit.NotChecked(practice, EvidenceOf.AuditNotChecked(), _time.GetLocalNow());

    /// <summary>Adds an input that is no practice.</summary>
    /// <param name="type">What it is.</param>
    public void AddUnusable(string type)
    {
        string id = $"{type} ({++_inputs})";
        if (IsOurs(id))
        {
            _unchecked.Add(PracticeAudit.NotChecked(new Practice { PracticeId = id }, EvidenceOf.AuditInputUnusable(type), _time.GetLocalNow()));
        }
    }

    /// <summary>Adds who was a member of the last run and is not one of this.</summary>
    /// <param name="expected">Practices of the last run, by their names.</param>
    /// <param name="retired">Ids of those that are no longer looked after.</param>
    public void AddMissing(IEnumerable<KeyValuePair<string, string>> expected, IEnumerable<string> retired)
    {
        HashSet<string> gone = new(retired, StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string> member in expected.Where(member => IsOurs(member.Key) && !gone.Contains(member.Key) && _ids.Add(member.Key)))
        {
            _unchecked.Add(PracticeAudit.NotChecked(new Practice { PracticeId = member.Key, Name = member.Value }, EvidenceOf.AuditLeftInventory(), _time.GetLocalNow()));
        }
    }

    private bool IsOurs(string id) => _shard?.Contains(id) != false;
}
