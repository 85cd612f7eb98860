// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger.Lines;
using PracticeNetSec.Fleet.Ledger.Store;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger;

/// <summary>
/// The history as an audit uses it: begins a run or resumes the last interrupted one, records which practices are done and since
/// when a finding has been open, and writes each result before it is output.
/// </summary>
public sealed class AuditLedger : IDisposable
{
    private readonly TimeProvider _time;
    private readonly string? _shard;
    private readonly string? _options;
    private readonly HistoryWriter _writer;
    private readonly HistoryTimelines _timelines;
    private readonly Dictionary<string, ExposureSnapshot> _done = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _missing = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isNamed = true;

    /// <summary>Opens or begins a history.</summary>
    /// <param name="path">The history's file; its folder must exist.</param>
    /// <param name="resume">Resume the last run when it was interrupted.</param>
    /// <exception cref="InputException"><c>LedgerInUse</c>, <c>LedgerBroken</c>, <c>LedgerIsLineFile</c>, <c>LedgerTooNew</c>.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public AuditLedger(string path, bool resume)
        : this(path, resume, HistoryAge.Default)
    {
    }

    /// <summary>The same with another age.</summary>
    /// <param name="path">The history's file; its folder must exist.</param>
    /// <param name="resume">Resume the last run when it was interrupted.</param>
    /// <param name="maximumAge">An interrupted run that began earlier is not resumed: what it found does not stand for a check of today.</param>
    /// <exception cref="InputException"><c>LedgerInUse</c>, <c>LedgerBroken</c>, <c>LedgerIsLineFile</c>, <c>LedgerTooNew</c>.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public AuditLedger(string path, bool resume, TimeSpan maximumAge)
        : this(path, resume, maximumAge, null, null)
    {
    }

    /// <summary>The same for one part of a fleet.</summary>
    /// <param name="path">The history's file; its folder must exist.</param>
    /// <param name="resume">Resume the last run when it was interrupted.</param>
    /// <param name="maximumAge">As above.</param>
    /// <param name="shard">The part that the runs are of; null for all.</param>
    /// <param name="options">What is measured, as in <see cref="AuditOptions.Measured"/>: a run that measures something else is not resumed.</param>
    /// <exception cref="InputException"><c>LedgerOfAnotherPart</c>: its last run is of another part; and as above.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public AuditLedger(string path, bool resume, TimeSpan maximumAge, Shard? shard, string? options)
        : this(path, resume, maximumAge, TimeProvider.System, shard, options)
    {
    }

    /// <summary>The same with the usual age and another clock.</summary>
    internal AuditLedger(string path, bool resume, TimeProvider time)
        : this(path, resume, HistoryAge.Default, time)
    {
    }

    /// <summary>The same with another clock.</summary>
    internal AuditLedger(string path, bool resume, TimeSpan maximumAge, TimeProvider time, Shard? shard = null, string? options = null)
    {
        _time = time;
        _shard = shard?.ToString();
        _options = options;
        _writer = new HistoryWriter(path);
        try
        {
            RunRow? last = _writer.Read(ReadMembers);
            if (last is not null && last.Shard != _shard)
            {
                // The last run is the state of the fleet: one of another part would take its practices away.
                throw new InputException("LedgerOfAnotherPart", $"The ledger '{InputException.Quote(path)}' is of {Part(last.Shard)}, and this audit of {Part(_shard)}: use a ledger for each part, and Merge-ExposureHistory for all.");
            }

            HistoryAge age = new(time.GetUtcNow(), maximumAge);
            bool isOpen = resume && last?.IsComplete == false && age.ProblemOf(HistoryEntry.Time(last.At, last.Zone)) is null;
            HasOtherOptions = isOpen && last!.Options is not null && last.Options != _options;
            IsResumed = isOpen && !HasOtherOptions;
            ClockProblem = last is not null && HistoryEntry.Time(last.LastAt, last.LastZone) is DateTimeOffset written && age.IsInFuture(written) ? EvidenceOf.HistoryClockSetBack(written, time.GetLocalNow()) : null;
            RunId = IsResumed ? last!.Name : time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'-", CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("N").Substring(0, 6);
            if (IsResumed)
            {
                // A run of an earlier version states how many members it has, and not who those are.
                _isNamed = (last!.Total ?? 0) <= Math.Max(last.Checked, _members.Count);
            }
            else
            {
                _done.Clear();
            }

            // What this run writes itself is no earlier observation.
            _timelines = _writer.Read(history => new HistoryTimelines(history, _writer.Head.Sequence));
        }
        catch (Exception unusable)
        {
            _writer.Dispose();
            throw unusable is InvalidDataException ? HistoryWriter.Broken(path, unusable) : unusable;
        }
    }

    /// <summary>Id of the run.</summary>
    public string RunId { get; }

    /// <summary>True when this resumes an interrupted run.</summary>
    public bool IsResumed { get; }

    /// <summary>True where the interrupted run is not resumed because it measured something else.</summary>
    public bool HasOtherOptions { get; }

    /// <summary>Set where the last entry has a time that is yet to come: the clock was set back.</summary>
    public Evidence? ClockProblem { get; }

    /// <summary>The members of the last run, and of the interrupted ones before it, checked or not: ids, and their names.</summary>
    public IEnumerable<KeyValuePair<string, string>> Members => _members;

    /// <summary>True when the practice was already checked in this run, at the address that it has now.</summary>
    public bool IsDone(Practice practice) => _done.TryGetValue(practice.PracticeId, out ExposureSnapshot? check)
        && (check.Address is null || !IPAddress.TryParse(practice.WanAddress ?? practice.RouterAddress, out IPAddress? now) || (IPAddress.TryParse(check.Address, out IPAddress? then) && now.Equals(then)));

    /// <summary>The address at which the practice was checked in this run; null where it was not, or had none.</summary>
    public string? AddressOf(string practiceId) => _done.TryGetValue(practiceId, out ExposureSnapshot? check) ? check.Address : null;

    /// <summary>What the run found in a practice before it was resumed; null where the practice was not checked.</summary>
    /// <param name="practice">As the inventory has it now.</param>
    public PracticeAudit? CheckOf(Practice practice)
    {
        if (!IsDone(practice))
        {
            return null;
        }

        ExposureSnapshot check = _done[practice.PracticeId];
        ExposureTimeline? timeline = check.Findings.Length == 0 ? null : _writer.Read(_ => _timelines.Of(new[] { practice.PracticeId }));
        return RecordedAudit.Of(check, practice, key => timeline?.OpenSince(practice.PracticeId, key));
    }

    /// <summary>
    /// Writes the begin of the run, which a resumed run has already, and who its members are. Those of the runs since the last complete one
    /// are in the history; the others are named, so that one which is missing later is known by its id.
    /// </summary>
    /// <param name="total">Members of the run.</param>
    /// <param name="practices">Those to check, the ones that a resumed run has a result of included.</param>
    public Task BeginAsync(int total, IEnumerable<Practice> practices)
    {
        DateTimeOffset now = _time.GetLocalNow();
        List<LedgerRecord> records = new();
        if (!IsResumed)
        {
            records.Add(new LedgerRecord { Kind = LedgerRecord.RunStarted, Run = RunId, At = now, Total = total, Shard = _shard, Options = _options });
        }

        foreach (Practice practice in practices)
        {
            if (!IsDone(practice))
            {
                _missing.Add(practice.PracticeId);
            }

            if (!_members.ContainsKey(practice.PracticeId))
            {
                _members.Add(practice.PracticeId, practice.Name);
                records.Add(new LedgerRecord { Kind = LedgerRecord.MemberNamed, Run = RunId, At = now, Snapshot = SnapshotOf(practice) });
            }
        }

        return Task.Run(() => _writer.Append(records));
    }

    /// <summary>Sets since when the findings have been open, and writes the result; completes when it is on the disk.</summary>
    public async Task RecordAsync(PracticeAudit audit)
    {
        ExposureSnapshot snapshot = ExposureSnapshot.From(audit);
        if (audit.Findings.Length > 0)
        {
            ExposureTimeline timeline = _writer.Read(_ => _timelines.Of(new[] { audit.PracticeId }));
            int at = 0;
            foreach (Finding finding in audit.Findings)
            {
                int parts = SnapshotFinding.PartsOf(finding).Length;
                DateTimeOffset[] since = snapshot.Findings.Skip(at).Take(parts).Select(kept => timeline.OpenSince(audit.PracticeId, kept.Key)).OfType<DateTimeOffset>().ToArray();
                finding.FirstSeen = since.Length > 0 ? since.Min() : finding.FirstSeen;
                at += parts;
            }
        }

        await _writer.AppendAsync(new LedgerRecord { Kind = LedgerRecord.PracticeChecked, Run = RunId, At = _time.GetLocalNow(), Snapshot = snapshot }).ConfigureAwait(false);
        lock (_missing)
        {
            _missing.Remove(audit.PracticeId);
        }
    }

    /// <summary>Writes that the run reached its end: that every member of it has a result. Where some have none, it stays interrupted.</summary>
    /// <param name="certificate">Signs the history up to this end; null leaves it unsigned.</param>
    /// <returns>How many members have no result.</returns>
    /// <exception cref="InputException"><c>CertificateNotUsable</c>.</exception>
    public async Task<long> EndAsync(X509Certificate2? certificate = null)
    {
        RunRow run = _writer.Read(history => history.Runs.Find(RunId)!);
        long missing = IsResumed && _isNamed ? _missing.Count : Math.Max(_missing.Count, (run.Total ?? 0) - run.Checked);
        if (missing > 0)
        {
            return missing;
        }

        await _writer.AppendAsync(new LedgerRecord { Kind = LedgerRecord.RunEnded, Run = RunId, At = _time.GetLocalNow() }).ConfigureAwait(false);
        try
        {
            if (certificate is not null)
            {
                _writer.Sign(certificate, _time.GetUtcNow());
            }
        }
        catch (CryptographicException refused)
        {
            throw new InputException("CertificateNotUsable", $"The ledger could not be signed with '{InputException.Quote(certificate!.Subject)}': {refused.Message} Use a certificate with a private key for RSA or ECDSA that this account may use.", refused);
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>The same where only the number of members is known, as in runs of earlier versions.</summary>
    internal Task BeginAsync(int total) => BeginAsync(total, Array.Empty<Practice>());

    private static ExposureSnapshot SnapshotOf(Practice practice) => new()
    {
        PracticeId = practice.PracticeId,
        Name = practice.Name,
        Land = practice.Land,
        PostalCode = practice.PostalCode,
        SizeClass = practice.SizeClass,
        // That of a name is the one of a check.
        Address = IPAddress.TryParse(practice.WanAddress, out _) ? practice.WanAddress : null,
    };

    private static string Part(string? shard) => shard is null ? "the whole fleet" : $"part {shard} of the fleet";

    /// <summary>The members of the last complete run and of the interrupted ones after it, and what was found of those checked in the last one.</summary>
    /// <returns>The last run; null where there is none.</returns>
    private RunRow? ReadMembers(HistoryDatabase history)
    {
        RunRow[] runs = history.Runs.All().ToArray();
        int first = Array.FindLastIndex(runs, run => run.IsComplete);
        for (int index = Math.Max(first, 0); index < runs.Length; index++)
        {
            foreach (RunMember member in history.MembersOf(runs[index], withChecks: index == runs.Length - 1 && !runs[index].IsComplete))
            {
                if (member.Check is not null)
                {
                    _done[member.PracticeId] = member.Check;
                }

                if (member.IsNamed)
                {
                    _members[member.PracticeId] = member.Name;
                }
            }
        }

        return runs.LastOrDefault();
    }
}
