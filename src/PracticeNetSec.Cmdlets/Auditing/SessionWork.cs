// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>
/// Distributes practices over PowerShell remoting sessions. Each session takes the next practices when it has finished its
/// last; where several vantage points are wanted, each practice goes to as many sessions, and their views are merged.
/// </summary>
internal sealed class SessionWork
{
    // The practices travel as JSON: remoting would truncate them at a depth that the remote end decides.
    private const string RemoteScript = """
        param([string] $Json, [hashtable] $Parameters)
        if (-not (Get-Command -Name Invoke-PracticeAudit -ErrorAction SilentlyContinue)) {
            Import-Module -Name PracticeNetSec -ErrorAction Stop
        }
        $practices = ConvertFrom-Json -InputObject $Json
        $practices | Invoke-PracticeAudit @Parameters
        """;

    private readonly PSSession[] _sessions;
    private readonly Hashtable _parameters;
    private readonly int _batch;
    private readonly int _views;
    private readonly ConcurrentQueue<Practice>[] _queues;
    private readonly Dictionary<string, View> _open = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[] _checked;
    private readonly bool[] _failed;
    private int _moved;

    /// <param name="sessions">Open sessions.</param>
    /// <param name="parameters">Of Invoke-PracticeAudit at the remote end.</param>
    /// <param name="batch">Practices a session works on at once.</param>
    /// <param name="views">Sessions that check each practice.</param>
    public SessionWork(PSSession[] sessions, Hashtable parameters, int batch, int views)
    {
        _sessions = sessions;
        _parameters = parameters;
        _batch = batch;
        _views = Math.Min(views, sessions.Length);
        (_checked, _failed) = (new int[sessions.Length], new bool[sessions.Length]);

        // One queue for all where one view is enough: a slow session then takes fewer practices.
        ConcurrentQueue<Practice> shared = new();
        _queues = sessions.Select(_ => _views == 1 ? shared : new ConcurrentQueue<Practice>()).ToArray();
    }

    /// <summary>True where a session failed.</summary>
    public bool HasFailed => _failed.Any(failed => failed);

    /// <summary>How the practices were spread over the sessions.</summary>
    public string Describe()
    {
        IEnumerable<string> shares = _sessions.Select((session, index) => $"{session.Name} to {session.ComputerName} checked {_checked[index]}{(_failed[index] ? ", then failed" : "")}");
        return $"Sessions: {string.Join("; ", shares)}. Practices handed back by failed sessions: {_moved}.";
    }

    /// <summary>Works through the practices; results come as soon as all views of a practice are there.</summary>
    /// <param name="practices">What to check.</param>
    /// <param name="onAudit">Takes each result.</param>
    /// <param name="bridge">Writes the errors and warnings of the sessions.</param>
    /// <param name="cancellation">Stops the sessions.</param>
    public async Task RunAsync(IReadOnlyList<Practice> practices, Func<PracticeAudit, Task> onAudit, PipelineBridge bridge, CancellationToken cancellation)
    {
        for (int index = 0; index < practices.Count; index++)
        {
            _open[practices[index].PracticeId] = new View(_views);
            for (int view = 0; view < _views; view++)
            {
                _queues[(index + view) % _sessions.Length].Enqueue(practices[index]);
            }
        }

        int[] alive = Enumerable.Range(0, _sessions.Length).ToArray();
        do
        {
            bool[] well = await Task.WhenAll(alive.Select(index => Task.Run(() => WorkAsync(index, onAudit, bridge, cancellation)))).ConfigureAwait(false);
            alive = alive.Where((_, place) => well[place]).ToArray();
        }
        while (_views == 1 && alive.Length > 0 && !_queues[0].IsEmpty && !cancellation.IsCancellationRequested);
    }

    /// <summary>Works until the queue is empty; false when the session failed.</summary>
    private async Task<bool> WorkAsync(int index, Func<PracticeAudit, Task> onAudit, PipelineBridge bridge, CancellationToken cancellation)
    {
        (PSSession session, ConcurrentQueue<Practice> queue) = (_sessions[index], _queues[index]);
        while (!cancellation.IsCancellationRequested)
        {
            Dictionary<string, Practice> batch = Take(queue);
            if (batch.Count == 0)
            {
                break;
            }

            int taken = batch.Count;
            string? trouble = await AskAsync(session, batch, onAudit, bridge, cancellation).ConfigureAwait(false);
            _checked[index] += taken - batch.Count;
            if (trouble is not null)
            {
                _failed[index] = true;
                InputException broken = new("SessionFailed", $"The session {session.Name} to {session.ComputerName} failed: {trouble} Its practices go to the other sessions where one view is enough; -Resume repeats what is missing.");
                bridge.Error(new ErrorRecord(broken, broken.Id, ErrorCategory.ConnectionError, session));
                foreach (Practice left in batch.Values)
                {
                    if (_views == 1)
                    {
                        queue.Enqueue(left);
                        Interlocked.Increment(ref _moved);
                    }
                    else
                    {
                        await ArriveAsync(left.PracticeId, null, onAudit).ConfigureAwait(false);
                    }
                }

                // Where each view has its own queue, nobody else takes what is left: the other views' results must not wait for it.
                while (_views > 1 && queue.TryDequeue(out Practice? next))
                {
                    await ArriveAsync(next.PracticeId, null, onAudit).ConfigureAwait(false);
                }

                return false;
            }
        }

        return true;
    }

    private Dictionary<string, Practice> Take(ConcurrentQueue<Practice> queue)
    {
        Dictionary<string, Practice> batch = new(StringComparer.OrdinalIgnoreCase);
        while (batch.Count < _batch && queue.TryDequeue(out Practice? next))
        {
            batch[next.PracticeId] = next;
        }

        return batch;
    }

    /// <summary>Has the session check a batch; what was checked is removed from it. Returns the error.</summary>
    private async Task<string?> AskAsync(
        PSSession session, Dictionary<string, Practice> batch, Func<PracticeAudit, Task> onAudit, PipelineBridge bridge, CancellationToken cancellation)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = session.Runspace;
        shell.AddScript(RemoteScript).AddArgument(JsonConvert.SerializeObject(batch.Values.ToArray())).AddArgument(_parameters);
        using PSDataCollection<PSObject> output = new() { BlockingEnumerator = true };
        using CancellationTokenRegistration stop = cancellation.Register(() => shell.BeginStop(null, null));
        IAsyncResult running;
        try
        {
            running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        }
        catch (Exception closed) when (closed is InvalidRunspaceStateException or InvalidOperationException)
        {
            return closed.Message;
        }

        Task<string?> ending = Task.Run(() => End(shell, running, output));
        foreach (PSObject item in output)
        {
            if (Rehydration.Restore(item) is PracticeAudit audit && batch.TryGetValue(audit.PracticeId, out Practice? practice))
            {
                batch.Remove(audit.PracticeId);
                audit.Practice = practice;
                await ArriveAsync(audit.PracticeId, (session.Name, audit), onAudit).ConfigureAwait(false);
            }
        }

        string? trouble = await ending.ConfigureAwait(false);
        foreach (ErrorRecord error in shell.Streams.Error)
        {
            bridge.Error(error);
        }

        foreach (WarningRecord warning in shell.Streams.Warning)
        {
            bridge.Warning($"{session.ComputerName}: {warning.Message}");
        }

        return trouble ?? (batch.Count > 0 && !cancellation.IsCancellationRequested ? $"{batch.Count} practices came back without a result." : null);
    }

    private static string? End(PowerShell shell, IAsyncResult running, PSDataCollection<PSObject> output)
    {
        try
        {
            shell.EndInvoke(running);
            return null;
        }
        catch (Exception failed) when (failed is RuntimeException or InvalidOperationException)
        {
            return failed.Message;
        }
        finally
        {
            output.Complete();
        }
    }

    private async Task ArriveAsync(string practiceId, (string, PracticeAudit)? seen, Func<PracticeAudit, Task> onAudit)
    {
        View view = _open[practiceId];
        PracticeAudit? whole;
        lock (view)
        {
            view.Missing--;
            if (seen is not null)
            {
                view.Seen.Add(seen.Value);
            }

            whole = view.Missing > 0 || view.Seen.Count == 0 ? null : AuditMerge.Merge(view.Seen, _views);
        }

        if (whole is not null)
        {
            await onAudit(whole).ConfigureAwait(false);
        }
    }

    private sealed class View
    {
        public View(int missing) => Missing = missing;

        public int Missing { get; set; }

        public List<(string VantagePoint, PracticeAudit Audit)> Seen { get; } = new();
    }
}
