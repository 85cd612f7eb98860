using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Security;

namespace PracticeNetSec.Smb;

/// <summary>
/// A negotiated SMB2 connection: sends batches of requests within the credits it has and matches the answers to them
/// by message id ([MS-SMB2] 3.2.4.1, 3.2.5.1). One batch at a time.
/// </summary>
internal sealed class SmbConnection : IDisposable
{
    /// <summary>Most bytes asked for in one listing: half of what one credit pays for ([MS-SMB2] 3.1.5.2).</summary>
    public const uint MaxOutput = 32768;

    /// <summary>Credits asked for until we have them; enough for sixteen compounds under way.</summary>
    private const int WantedCredits = 96;

    private readonly SmbTransport _transport;
    private readonly PreauthIntegrity _negotiation = new();
    private PreauthIntegrity? _transcript;
    private SessionSecurity? _security;
    private ulong _nextMessageId;
    private int _credits = 1;

    private SmbConnection(SmbTransport transport)
    {
        _transport = transport;
        _transcript = _negotiation;
    }

    /// <summary>What the server settled on.</summary>
    public NegotiateResponse Server { get; private set; } = new(Smb2Dialect.Smb202, false, 0);

    /// <summary>Bytes to ask for in one listing.</summary>
    public uint OutputLength => Math.Min(MaxOutput, Server.MaxTransactSize);

    /// <summary>Requests that fit into one batch without waiting for credits.</summary>
    public int Credits => _credits;

    /// <summary>Negotiates over a connection.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public static async Task<SmbConnection> NegotiateAsync(SmbTransport transport, CancellationToken cancellation)
    {
        SmbConnection connection = new(transport);
        Smb2Response response = await connection.ExchangeAsync(0, 0, new NegotiateRequest(Guid.NewGuid(), NewSalt()), cancellation).ConfigureAwait(false);
        connection._transcript = null;
        connection.Server = response.Status == NtStatus.Success
            ? Typed(response, NegotiateResponse.Decode)
            : throw new SmbConnectionException(SmbFailure.Malformed, $"NEGOTIATE was answered with {response.Status}.");
        return connection;
    }

    /// <summary>Thirty-two random bytes, which make each negotiation unlike any other ([MS-SMB2] 2.2.3.1.1).</summary>
    public static byte[] NewSalt()
    {
        byte[] salt = new byte[NegotiateRequest.SaltLength];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return salt;
    }

    /// <summary>Reads a body; what cannot be read ends the conversation.</summary>
    /// <exception cref="SmbConnectionException">Malformed.</exception>
    public static T Typed<T>(Smb2Response response, Func<Smb2Response, T> decode)
    {
        try
        {
            return decode(response);
        }
        catch (SmbFormatException malformed)
        {
            throw new SmbConnectionException(SmbFailure.Malformed, $"{response.Command}: {malformed.Message}", malformed);
        }
    }

    /// <summary>Starts the hash over what a logon says, from where the negotiation ended ([MS-SMB2] 3.2.5.3).</summary>
    public PreauthIntegrity RecordLogon() => _transcript = _negotiation.Fork();

    /// <summary>From here on everything is signed or encrypted by the keys of the one session on this connection; null: by none.</summary>
    public void Protect(SessionSecurity? security)
    {
        _transcript = null;
        _security?.Dispose();
        _security = security;
    }

    /// <summary>Sends one request and waits for its answer.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public async Task<Smb2Response> ExchangeAsync(ulong sessionId, uint treeId, Smb2Request request, CancellationToken cancellation)
    {
        IReadOnlyList<Smb2Response>[] answers = await ExchangeAsync(new[] { new Smb2Chain(sessionId, treeId, request) }, cancellation).ConfigureAwait(false);
        return answers[0][0];
    }

    /// <summary>Sends chains, as many at once as credits allow, and waits for all answers; they come back in the order of the requests.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public async Task<IReadOnlyList<Smb2Response>[]> ExchangeAsync(IReadOnlyList<Smb2Chain> chains, CancellationToken cancellation)
    {
        try
        {
            Smb2Response[][] answers = chains.Select(chain => new Smb2Response[chain.Requests.Count]).ToArray();
            Dictionary<ulong, (int Chain, int Index)> outstanding = new();

            // [MS-SMB2] 3.2.5.1.5: one interim answer a request; more is a server that plays for time.
            int interimLeft = chains.Sum(chain => chain.Requests.Count);
            for (int next = 0; next < chains.Count || outstanding.Count > 0;)
            {
                while (next < chains.Count && chains[next].Requests.Count <= _credits)
                {
                    await SendAsync(chains[next], next, outstanding, cancellation).ConfigureAwait(false);
                    next++;
                }

                if (outstanding.Count == 0)
                {
                    throw new SmbFormatException($"The server leaves {_credits} credits where {chains[next].Requests.Count} are needed.");
                }

                byte[] frame = await _transport.ReceiveAsync(cancellation).ConfigureAwait(false);
                _transcript?.Received(frame);
                bool isEncrypted = _security is not null && SessionSecurity.IsEncrypted(frame);
                foreach (Smb2Response response in Smb2Response.Split(isEncrypted ? _security!.Decrypt(frame) : frame))
                {
                    _credits = Math.Min(_credits + response.Credits, ushort.MaxValue);
                    (int chain, int index) = Match(response, outstanding, chains);
                    Prove(response, chains[chain], isEncrypted);
                    if (!response.IsInterim)
                    {
                        outstanding.Remove(response.MessageId);
                        answers[chain][index] = response;
                    }
                    else if (--interimLeft < 0)
                    {
                        throw new SmbFormatException("More interim answers than requests.");
                    }
                }
            }

            return answers;
        }
        catch (SmbFormatException malformed)
        {
            throw new SmbConnectionException(SmbFailure.Malformed, malformed.Message, malformed);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _security?.Dispose();
        _transport.Dispose();
    }

    /// <summary>An answer in the clear needs a signature, unless it only promises one for later ([MS-SMB2] 3.2.5.1.3).</summary>
    private void Prove(Smb2Response response, Smb2Chain asked, bool isEncrypted)
    {
        if (asked.IsEncrypted && !isEncrypted)
        {
            throw new SmbFormatException($"An encrypted request was answered in the clear ({response.Command}, {response.Status}).");
        }

        if (!isEncrypted && !response.IsInterim)
        {
            _security?.Verify(response);
        }
    }

    private static (int Chain, int Index) Match(
        Smb2Response response, Dictionary<ulong, (int Chain, int Index)> outstanding, IReadOnlyList<Smb2Chain> chains)
    {
        if (!outstanding.TryGetValue(response.MessageId, out (int Chain, int Index) place)
            || chains[place.Chain].Requests[place.Index].Command != response.Command)
        {
            throw new SmbFormatException($"An answer to command {(ushort)response.Command}, message {response.MessageId}, which we did not send.");
        }

        return place;
    }

    private async Task SendAsync(
        Smb2Chain chain, int number, Dictionary<ulong, (int Chain, int Index)> outstanding, CancellationToken cancellation)
    {
        ushort charge = Server.Dialect == Smb2Dialect.Smb202 ? (ushort)0 : (ushort)1;
        ushort wanted = (ushort)(_credits < WantedCredits ? WantedCredits / chain.Requests.Count : 1);
        byte[] message = chain.Compose(_nextMessageId, wanted, charge);
        for (int i = 0; i < chain.Requests.Count; i++)
        {
            outstanding.Add(_nextMessageId++, (number, i));
        }

        _credits -= chain.Requests.Count;
        _transcript?.Sent(message);
        message = _security is null ? message : chain.IsEncrypted ? _security.Encrypt(message) : _security.Sign(message);
        await _transport.SendAsync(message, cancellation).ConfigureAwait(false);
    }
}
