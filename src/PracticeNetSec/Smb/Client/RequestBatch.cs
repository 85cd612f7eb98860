// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>Compounds that one caller sends together, and the responses as they arrive. Guarded by the connection's lock.</summary>
internal sealed class RequestBatch
{
    private readonly IReadOnlyList<CompoundRequest> _chains;
    private int _unanswered;

    // [MS-SMB2] 3.2.5.1.5: one interim response per request; more means a server that stalls.
    private int _interimLeft;
    private int _sent;
    private TaskCompletionSource<bool> _news = new();

    public RequestBatch(IReadOnlyList<CompoundRequest> chains)
    {
        _chains = chains;
        Answers = chains.Select(chain => new Smb2Response[chain.Requests.Count]).ToArray();
        _unanswered = _interimLeft = chains.Sum(chain => chain.Requests.Count);
    }

    /// <summary>By compound and request; complete once <see cref="IsAnswered"/>.</summary>
    private Smb2Response[][] Answers { get; }

    public bool IsAnswered => _unanswered == 0;

    /// <summary>The compound to send next; null once all are sent.</summary>
    public CompoundRequest? Next => _sent < _chains.Count ? _chains[_sent] : null;

    /// <summary>Marks the next compound as sent.</summary>
    /// <returns>Its number.</returns>
    public int MarkSent() => _sent++;

    public CompoundRequest this[int chain] => _chains[chain];

    /// <summary>The answers by compound, once none is due any more; null for each that was not sent.</summary>
    public IReadOnlyList<Smb2Response>?[] AnswersSoFar() => Answers.Select((answers, chain) => chain < _sent ? (IReadOnlyList<Smb2Response>)answers : null).ToArray();

    /// <summary>Completes with the next <see cref="Wake"/>.</summary>
    public Task News()
    {
        // Not under the lock: the caller goes on elsewhere.
        _news = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _news.Task;
    }

    /// <summary>Lets the caller go on that waits.</summary>
    public void Wake() => _news.TrySetResult(true);

    /// <summary>Adds a response.</summary>
    /// <returns>Whether it was the final response to its request.</returns>
    /// <exception cref="SmbFormatException">The server sends interim responses without end.</exception>
    public bool Take(int chain, int index, Smb2Response response)
    {
        if (response.IsInterim)
        {
            return --_interimLeft < 0 ? throw new SmbFormatException(EvidenceOf.MalformedTooLarge("STATUS_PENDING", _chains.Sum(chain => chain.Requests.Count))) : false;
        }

        Answers[chain][index] = response;
        _unanswered--;
        return true;
    }
}
