// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>
/// The ledger as an audit uses it: begins a run or resumes the last interrupted one, records which practices are done and since
/// when a finding has been open, and writes each result before it is output.
/// </summary>
public sealed class AuditLedger : IDisposable
{
    private readonly TimeProvider _time;
    private readonly LedgerWriter _writer;
    private readonly ExposureTimeline _timeline = new();
    private readonly Dictionary<string, string?> _done = new(StringComparer.OrdinalIgnoreCase);
    private string _lastRun = "";
    private bool _lastRunOpen;

    /// <summary>Opens or begins a ledger.</summary>
    /// <param name="path">The ledger's file; its folder must exist.</param>
    /// <param name="resume">Resume the last run when it was interrupted.</param>
    /// <exception cref="InputException"><c>LedgerInUse</c>, <c>LedgerBroken</c>.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public AuditLedger(string path, bool resume)
        : this(path, resume, TimeProvider.System)
    {
    }

    /// <summary>The same with another clock.</summary>
    internal AuditLedger(string path, bool resume, TimeProvider time)
    {
        _time = time;
        _writer = new LedgerWriter(path, () => LedgerReader.Read(path, Replay));
        IsResumed = resume && _lastRunOpen;
        RunId = IsResumed ? _lastRun : time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'-", CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("N").Substring(0, 6);
        if (!IsResumed)
        {
            _done.Clear();
        }
    }

    /// <summary>Id of the run.</summary>
    public string RunId { get; }

    /// <summary>True when this resumes an interrupted run.</summary>
    public bool IsResumed { get; }

    /// <summary>True when the practice was already checked in this run.</summary>
    public bool IsDone(string practiceId) => _done.ContainsKey(practiceId);

    /// <summary>The address at which the practice was checked in this run; null where it was not, or had none.</summary>
    public string? AddressOf(string practiceId) => _done.TryGetValue(practiceId, out string? address) ? address : null;

    /// <summary>Writes the begin of the run; a resumed run has it already.</summary>
    /// <param name="total">Practices to check.</param>
    public Task BeginAsync(int total) =>
        IsResumed ? Task.CompletedTask : _writer.AppendAsync(new LedgerRecord { Kind = LedgerRecord.RunStarted, Run = RunId, At = _time.GetLocalNow(), Total = total });

    /// <summary>Sets since when the findings have been open, and writes the result; completes when it is on the disk.</summary>
    public Task RecordAsync(PracticeAudit audit)
    {
        ExposureSnapshot snapshot = ExposureSnapshot.From(audit);
        int at = 0;
        foreach (Finding finding in audit.Findings)
        {
            int parts = SnapshotFinding.PartsOf(finding).Length;
            DateTimeOffset[] since = snapshot.Findings.Skip(at).Take(parts).Select(kept => _timeline.OpenSince(audit.PracticeId, kept.Key)).OfType<DateTimeOffset>().ToArray();
            finding.FirstSeen = since.Length > 0 ? since.Min() : finding.FirstSeen;
            at += parts;
        }

        return _writer.AppendAsync(new LedgerRecord { Kind = LedgerRecord.PracticeChecked, Run = RunId, At = _time.GetLocalNow(), Snapshot = snapshot });
    }

    /// <summary>Writes that the run reached its end.</summary>
    public Task EndAsync() => _writer.AppendAsync(new LedgerRecord { Kind = LedgerRecord.RunEnded, Run = RunId, At = _time.GetLocalNow() });

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Replay(LedgerRecord record)
    {
        ExposureLedger.Add(_timeline, record);
        if (record.Kind == LedgerRecord.RunStarted)
        {
            (_lastRun, _lastRunOpen) = (record.Run, true);
            _done.Clear();
        }
        else if (record.Run == _lastRun)
        {
            _lastRunOpen &= record.Kind != LedgerRecord.RunEnded;
            if (record.Snapshot is not null)
            {
                _done[record.Snapshot.PracticeId] = record.Snapshot.Address;
            }
        }
    }
}
