// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Security;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>
/// A negotiated SMB2 connection, which several sessions can share ([MS-SMB2] 3.2.1.2): sends batches of requests within the
/// credits it has and matches responses by message id (3.2.4.1, 3.2.5.1). One reader serves all callers, and each goes on with its own last response.
/// </summary>
internal sealed class SmbConnection : IDisposable
{
    /// <summary>Maximum bytes requested in one listing: half of what one credit covers ([MS-SMB2] 3.1.5.2).</summary>
    public const uint MaxOutput = 32768;

    /// <summary>Credits requested until granted: enough for the folders that two sessions list at once. With fewer, what is left over costs another round trip.</summary>
    private const int WantedCredits = 384;

    private readonly SmbTransport _transport;
    private readonly SmbConnectionOptions _options;
    private readonly PreauthIntegrity _negotiation = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly SemaphoreSlim _alone = new(1, 1);

    // Everything below is guarded by this.
    private readonly object _lock = new();
    private readonly Dictionary<ulong, (RequestBatch Batch, int Chain, int Index)> _outstanding = new();
    private readonly ConnectionSecurity _security = new();
    private readonly HashSet<ulong> _sessions = new();
    private readonly HashSet<RequestBatch> _waiting = new();
    private bool _isReading;
    private SmbConnectionException? _ended;
    private ulong _nextMessageId;
    private int _credits = 1;
    private bool _onlyOne;
    private bool _treesApart;

    private SmbConnection(SmbTransport transport, SmbConnectionOptions options)
    {
        _transport = transport;
        _options = options;
        _onlyOne = options.OneAtATime;
    }

    /// <summary>What the server selected.</summary>
    public NegotiateResponse Server { get; private set; } = new(Smb2Dialect.Smb202, false, 0);

    /// <summary>How this connection was asked for.</summary>
    public SmbConnectionOptions Options => _options;

    /// <summary>The cipher of sessions with a key; null where none was offered or agreed on.</summary>
    public Smb2Cipher? Cipher => _options.OffersEncryption ? Server.Cipher : null;

    /// <summary>
    /// Whether conversations may run side by side. Servers that know no dialect of SMB 3 are left one at a time: impacket's never ends a
    /// conversation with srvsvc that overlaps another.
    /// </summary>
    public bool TakesSeveral => !_options.OneAtATime && Server.Dialect >= Smb2Dialect.Smb300;

    /// <summary>
    /// Whether requests may be compounded with the TREE_CONNECT of the share they work in. Servers that look for the TreeId in each request refuse
    /// them: after the first refusal each share is connected to by itself.
    /// </summary>
    public bool RelatesTrees => TakesSeveral && !_onlyOne && !_treesApart;

    /// <summary>Whether the server granted credits for more than one request.</summary>
    public bool HasSpareCredits
    {
        get
        {
            lock (_lock)
            {
                return _credits > 1;
            }
        }
    }

    /// <summary>Bytes to request in one listing.</summary>
    public uint OutputLength => Math.Min(MaxOutput, Server.MaxTransactSize);

    /// <summary>Negotiates over a connection.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public static async Task<SmbConnection> NegotiateAsync(SmbTransport transport, SmbConnectionOptions options, CancellationToken cancellation)
    {
        SmbConnection connection = new(transport, options);
        Smb2Response response = await connection.ExchangeAsync(
            new CompoundRequest(0, 0, new NegotiateRequest(Guid.NewGuid(), NewSalt()) { OffersEncryption = options.OffersEncryption }) { Transcript = connection._negotiation }, cancellation).ConfigureAwait(false);
        connection.Server = response.Status == NtStatus.Success
            ? Decode(response, NegotiateResponse.Decode)
            : throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbNegotiationRefused(response.Status.ToString()));
        return connection;
    }

    /// <summary>Thirty-two random bytes, which make each negotiation unique ([MS-SMB2] 2.2.3.1.1).</summary>
    public static byte[] NewSalt()
    {
        byte[] salt = new byte[NegotiateRequest.SaltLength];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return salt;
    }

    /// <summary>Reads a body; an unreadable body ends the connection.</summary>
    /// <exception cref="SmbConnectionException">Malformed.</exception>
    public static T Decode<T>(Smb2Response response, Func<Smb2Response, T> decode)
    {
        try
        {
            return decode(response);
        }
        catch (SmbFormatException malformed)
        {
            throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbMalformedAnswerTo(response.Command.ToString(), malformed.Cause), malformed);
        }
    }

    /// <summary>The hash over the logon messages, continuing from the negotiation ([MS-SMB2] 3.2.5.3); each session has its own.</summary>
    public PreauthIntegrity StartTranscript() => _negotiation.Fork();

    /// <summary>Adds a new session. Two with the same id could not be distinguished: rights would be attributed to the wrong one.</summary>
    /// <exception cref="SmbConnectionException">The server assigned the id before.</exception>
    public void Begin(ulong sessionId)
    {
        lock (_lock)
        {
            if (!_sessions.Add(sessionId))
            {
                throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbSessionIdsEqual());
            }
        }
    }

    /// <summary>From here on everything of one session is signed or encrypted by its keys, which the connection disposes of.</summary>
    public void Protect(ulong sessionId, SessionSecurity security)
    {
        lock (_lock)
        {
            _security.Protect(sessionId, security);
        }
    }

    /// <summary>From here on a share is connected to by itself.</summary>
    public void ConnectTreesApart() => _treesApart = true;

    /// <summary>Sends one request and waits for its answer.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<Smb2Response> ExchangeAsync(CompoundRequest single, CancellationToken cancellation)
    {
        IReadOnlyList<Smb2Response>[] answers = await ExchangeAsync(new[] { single }, cancellation).ConfigureAwait(false);
        return answers[0][0];
    }

    /// <summary>
    /// Sends compounds, as many at once as credits allow, and waits for all responses; they are returned in request order. To a server that
    /// takes no compounds, or grants too few credits for them, their requests are sent one by one. Several callers may do so concurrently.
    /// </summary>
    /// <exception cref="SmbConnectionException">The connection has ended, for every caller.</exception>
    public async Task<IReadOnlyList<Smb2Response>[]> ExchangeAsync(IReadOnlyList<CompoundRequest> chains, CancellationToken cancellation)
    {
        IReadOnlyList<Smb2Response>?[] answers = _onlyOne
            ? new IReadOnlyList<Smb2Response>?[chains.Count]
            : await ExchangeTogetherAsync(chains, cancellation).ConfigureAwait(false);
        SingleRequests singly = new(chain => ExchangeTogetherAsync(new[] { chain }, cancellation), _alone);
        for (int i = 0; i < chains.Count; i++)
        {
            if (answers[i] is not IReadOnlyList<Smb2Response> answer || SingleRequests.IsUnrelated(chains[i], answer))
            {
                _onlyOne = true;
                answers[i] = await singly.RepeatAsync(chains[i], answers[i], cancellation).ConfigureAwait(false);
            }
        }

        return answers!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _security.Dispose();
        }

        _transport.Dispose();
    }

    /// <summary>Exchanges compounds as they are.</summary>
    /// <returns>The answers by compound; null for a compound that credits do not suffice for, which was not sent.</returns>
    private async Task<IReadOnlyList<Smb2Response>?[]> ExchangeTogetherAsync(IReadOnlyList<CompoundRequest> chains, CancellationToken cancellation)
    {
        RequestBatch batch = new(chains);
        try
        {
            while (!IsAnswered(batch) && !IsShortOfCredits(batch))
            {
                await SendAsync(batch, cancellation).ConfigureAwait(false);
                await NewsAsync(batch, cancellation).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
            }

            return batch.AnswersSoFar();
        }
        catch (Exception ended) when (ended is SmbFormatException or SmbConnectionException)
        {
            throw End(ended);
        }
        catch (Exception unforeseen) when (unforeseen is not OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw End(unforeseen);
        }
    }

    /// <summary>Waits until the batch is answered, or may send more, or the connection has ended.</summary>
    private Task NewsAsync(RequestBatch batch, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (HasNews(batch))
            {
                return Task.CompletedTask;
            }

            _waiting.Add(batch);
            Task news = batch.News();
            if (!_isReading)
            {
                _isReading = true;
                _ = ReadAsync(cancellation);
            }

            return news;
        }
    }

    /// <summary>Called under the lock.</summary>
    private bool HasNews(RequestBatch batch) => _ended is not null || batch.IsAnswered || _outstanding.Count == 0 || batch.Next?.Requests.Count <= _credits;

    /// <summary>Reads as long as an answer is due to anyone.</summary>
    private async Task ReadAsync(CancellationToken cancellation)
    {
        try
        {
            while (IsAnswerDue())
            {
                Take(await _transport.ReceiveAsync(cancellation).ConfigureAwait(false));
            }
        }
        catch (Exception ended)
        {
            End(ended);
        }
    }

    /// <summary>Ends the connection: every caller gets the same reason.</summary>
    private SmbConnectionException End(Exception cause)
    {
        SmbConnectionException ended = cause switch
        {
            SmbConnectionException known => known,
            SmbFormatException malformed => new SmbConnectionException(SmbFailure.Malformed, malformed.Cause, malformed),

            // A cryptographic provider of this machine, for instance: a half-completed exchange ends the connection for every caller.
            _ => new SmbConnectionException(SmbFailure.Local, ErrorCause.Of(cause), cause),
        };
        lock (_lock)
        {
            _ended ??= ended;
            Wake();
        }

        _transport.Dispose();
        return ended;
    }

    /// <summary>Called under the lock.</summary>
    private void Wake()
    {
        foreach (RequestBatch batch in _waiting.Where(HasNews).ToArray())
        {
            _waiting.Remove(batch);
            batch.Wake();
        }
    }

    private bool IsAnswered(RequestBatch batch)
    {
        lock (_lock)
        {
            return batch.IsAnswered ? true
                : _ended is null ? false
                : throw new SmbConnectionException(_ended.Failure, _ended.Cause, _ended);
        }
    }

    /// <summary>Whether to read on; otherwise the next caller that has to wait begins again.</summary>
    private bool IsAnswerDue()
    {
        lock (_lock)
        {
            return _isReading = _ended is null && _outstanding.Count > 0;
        }
    }

    /// <summary>Whether nothing is on the way that could bring the credits for the next compound: it has to be sent in parts.</summary>
    /// <exception cref="SmbFormatException">There is no credit at all.</exception>
    private bool IsShortOfCredits(RequestBatch batch)
    {
        lock (_lock)
        {
            return _ended is null && _outstanding.Count == 0 && batch.Next is CompoundRequest next && next.Requests.Count > _credits
                && (_credits > 0 ? true : throw new SmbFormatException(EvidenceOf.SmbCreditsMissing(_credits, next.Requests.Count)));
        }
    }

    private async Task SendAsync(RequestBatch batch, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation).ConfigureAwait(false); // Message ids must go out in their order.
        try
        {
            byte[][] messages = Compose(batch);
            if (messages.Length > 0)
            {
                await _transport.SendAsync(messages, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>As many compounds of a batch as credits allow.</summary>
    private byte[][] Compose(RequestBatch batch)
    {
        List<byte[]> messages = new();
        lock (_lock)
        {
            while (_ended is null && batch.Next is CompoundRequest chain && chain.Requests.Count <= _credits)
            {
                ushort charge = Server.Dialect == Smb2Dialect.Smb202 ? (ushort)0 : (ushort)1;
                ushort wanted = (ushort)(_credits < WantedCredits ? WantedCredits / chain.Requests.Count : 1);
                byte[] message = chain.Compose(_nextMessageId, wanted, charge);
                int number = batch.MarkSent();
                for (int i = 0; i < chain.Requests.Count; i++)
                {
                    _outstanding.Add(_nextMessageId++, (batch, number, i));
                }

                _credits -= chain.Requests.Count;
                chain.Transcript?.Sent(message);
                messages.Add(_security.Secure(chain, message));
                chain.OnSending?.Invoke();
            }
        }

        return messages.ToArray();
    }

    /// <summary>Delivers the responses of one frame to their callers.</summary>
    private void Take(byte[] frame)
    {
        lock (_lock)
        {
            (byte[] plain, ulong? encryptedFor) = _security.Open(frame);
            foreach (Smb2Response response in Smb2Response.Split(plain))
            {
                _credits = Math.Min(_credits + response.Credits, ushort.MaxValue);
                if (!_outstanding.TryGetValue(response.MessageId, out (RequestBatch Batch, int Chain, int Index) place)
                    || place.Batch[place.Chain].Requests[place.Index].Command != response.Command)
                {
                    throw new SmbFormatException(EvidenceOf.MalformedField("SMB2 header.MessageId", unchecked((long)response.MessageId)));
                }

                CompoundRequest asked = place.Batch[place.Chain];
                _security.Verify(response, asked, encryptedFor);
                asked.Transcript?.Received(response.Message.ToArray());
                if (place.Batch.Take(place.Chain, place.Index, response))
                {
                    _outstanding.Remove(response.MessageId);
                }
            }

            Wake();
        }
    }
}
