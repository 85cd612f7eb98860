// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
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
    private readonly HistoryWriter _writer;
    private readonly HistoryTimelines _timelines;
    private readonly Dictionary<string, string?> _done = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _members = new(StringComparer.OrdinalIgnoreCase);

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
        : this(path, resume, maximumAge, null)
    {
    }

    /// <summary>The same for one part of a fleet.</summary>
    /// <param name="path">The history's file; its folder must exist.</param>
    /// <param name="resume">Resume the last run when it was interrupted.</param>
    /// <param name="maximumAge">As above.</param>
    /// <param name="shard">The part that the runs are of; null for all.</param>
    /// <exception cref="InputException"><c>LedgerOfAnotherPart</c>: its last run is of another part; and as above.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public AuditLedger(string path, bool resume, TimeSpan maximumAge, Shard? shard)
        : this(path, resume, maximumAge, TimeProvider.System, shard)
    {
    }

    /// <summary>The same with the usual age and another clock.</summary>
    internal AuditLedger(string path, bool resume, TimeProvider time)
        : this(path, resume, HistoryAge.Default, time)
    {
    }

    /// <summary>The same with another clock.</summary>
    internal AuditLedger(string path, bool resume, TimeSpan maximumAge, TimeProvider time, Shard? shard = null)
    {
        _time = time;
        _shard = shard?.ToString();
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
            IsResumed = resume && last?.IsComplete == false && age.ProblemOf(HistoryEntry.Time(last.At, last.Zone)) is null;
            ClockProblem = last is not null && HistoryEntry.Time(last.LastAt, last.LastZone) is DateTimeOffset written && age.IsInFuture(written) ? EvidenceOf.HistoryClockSetBack(written, time.GetLocalNow()) : null;
            RunId = IsResumed ? last!.Name : time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'-", CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("N").Substring(0, 6);
            if (!IsResumed)
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

    /// <summary>Set where the last entry has a time that is yet to come: the clock was set back.</summary>
    public Evidence? ClockProblem { get; }

    /// <summary>The members of the last run, and of the interrupted ones before it: ids, and their names.</summary>
    public IEnumerable<KeyValuePair<string, string>> Members => _members;

    /// <summary>True when the practice was already checked in this run.</summary>
    public bool IsDone(string practiceId) => _done.ContainsKey(practiceId);

    /// <summary>The address at which the practice was checked in this run; null where it was not, or had none.</summary>
    public string? AddressOf(string practiceId) => _done.TryGetValue(practiceId, out string? address) ? address : null;

    /// <summary>Writes the begin of the run; a resumed run has it already.</summary>
    /// <param name="total">Practices to check.</param>
    public Task BeginAsync(int total) =>
        IsResumed ? Task.CompletedTask : _writer.AppendAsync(new LedgerRecord { Kind = LedgerRecord.RunStarted, Run = RunId, At = _time.GetLocalNow(), Total = total, Shard = _shard });

    /// <summary>Sets since when the findings have been open, and writes the result; completes when it is on the disk.</summary>
    public Task RecordAsync(PracticeAudit audit)
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

        return _writer.AppendAsync(new LedgerRecord { Kind = LedgerRecord.PracticeChecked, Run = RunId, At = _time.GetLocalNow(), Snapshot = snapshot });
    }

    /// <summary>Writes that the run reached its end: that every member of its population has a result. Where some have none, it stays interrupted.</summary>
    /// <param name="certificate">Signs the history up to this end; null leaves it unsigned.</param>
    /// <returns>How many members have no result.</returns>
    /// <exception cref="InputException"><c>CertificateNotUsable</c>.</exception>
    public async Task<long> EndAsync(X509Certificate2? certificate = null)
    {
        // A run that was resumed with another inventory may have begun with practices that this one does not name. That some of them were
        // retired since is no result: how many they are is known, and not who.
        RunRow run = _writer.Read(history => history.Runs.Find(RunId)!);
        long missing = (run.Total ?? 0) - run.Checked;
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

    private static string Part(string? shard) => shard is null ? "the whole fleet" : $"part {shard} of the fleet";

    /// <summary>The members of the last complete run and of the interrupted ones after it, and who was checked in the last one.</summary>
    /// <returns>The last run; null where there is none.</returns>
    private RunRow? ReadMembers(HistoryDatabase history)
    {
        RunRow[] runs = history.Runs.All().ToArray();
        int first = Array.FindLastIndex(runs, run => run.IsComplete);
        for (int index = Math.Max(first, 0); index < runs.Length; index++)
        {
            foreach (ExposureSnapshot snapshot in history.SnapshotsOf(runs[index]))
            {
                if (index == runs.Length - 1 && !Membership.IsUnchecked(snapshot))
                {
                    _done[snapshot.PracticeId] = snapshot.Address;
                }

                if (Membership.IsNamed(snapshot))
                {
                    _members[snapshot.PracticeId] = snapshot.Name;
                }
            }
        }

        return runs.LastOrDefault();
    }
}
