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

        // One queue for all where one view is enough: a slow session then takes fewer practices.
        ConcurrentQueue<Practice> shared = new();
        _queues = sessions.Select(_ => _views == 1 ? shared : new ConcurrentQueue<Practice>()).ToArray();
    }

    /// <summary>Works through the practices; results come as soon as all views of a practice are there.</summary>
    public async Task RunAsync(IReadOnlyList<Practice> practices, Func<PracticeAudit, Task> onAudit, Action<ErrorRecord> onError, CancellationToken cancellation)
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
            bool[] well = await Task.WhenAll(alive.Select(index => Task.Run(() => WorkAsync(_sessions[index], _queues[index], onAudit, onError, cancellation)))).ConfigureAwait(false);
            alive = alive.Where((_, place) => well[place]).ToArray();
        }
        while (_views == 1 && alive.Length > 0 && !_queues[0].IsEmpty && !cancellation.IsCancellationRequested);
    }

    /// <summary>Works until the queue is empty; false when the session failed.</summary>
    private async Task<bool> WorkAsync(PSSession session, ConcurrentQueue<Practice> queue, Func<PracticeAudit, Task> onAudit, Action<ErrorRecord> onError, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Dictionary<string, Practice> batch = Take(queue);
            if (batch.Count == 0)
            {
                break;
            }

            string? trouble = await AskAsync(session, batch, onAudit, onError, cancellation).ConfigureAwait(false);
            if (trouble is not null)
            {
                InputException broken = new("SessionFailed", $"The session {session.Name} to {session.ComputerName} failed: {trouble} Its practices go to the other sessions where one view is enough; -Resume repeats what is missing.");
                onError(new ErrorRecord(broken, broken.Id, ErrorCategory.ConnectionError, session));
                foreach (Practice left in batch.Values)
                {
                    if (_views == 1)
                    {
                        queue.Enqueue(left);
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
        PSSession session, Dictionary<string, Practice> batch, Func<PracticeAudit, Task> onAudit, Action<ErrorRecord> onError, CancellationToken cancellation)
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
            onError(error);
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

            whole = view.Missing > 0 || view.Seen.Count == 0 ? null : AuditMerge.Merge(view.Seen);
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
