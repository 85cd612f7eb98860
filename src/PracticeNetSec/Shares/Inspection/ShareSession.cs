// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// One session, null, guest or account: logs on, lists and inspects shares. <see cref="SmbSessionSet"/> decides which
/// sessions share a connection.
/// </summary>
internal sealed class ShareSession
{
    /// <summary>Shares queried at once: bounds the memory for their responses.</summary>
    private const int AtOnce = DirectoryProbe.AtOnce;

    private readonly SmbConnection _connection;
    private readonly string _server;
    private readonly ShareExaminationOptions _options;
    private SmbSession? _session;

    /// <param name="kind">Which kind of session.</param>
    /// <param name="connection">A negotiated connection.</param>
    /// <param name="server">The server's name in paths.</param>
    /// <param name="options">The limits.</param>
    public ShareSession(ShareSessionKind kind, SmbConnection connection, string server, ShareExaminationOptions options)
    {
        Kind = kind;
        _connection = connection;
        _server = server;
        _options = options;
    }

    public ShareSessionKind Kind { get; }

    /// <summary>Its name in reasons.</summary>
    public string Label => LabelOf(Kind);

    /// <summary>Outcome of the logon.</summary>
    public SmbSessionResult Result { get; private set; }

    /// <summary>What the server reported about itself; null where no attempt got that far.</summary>
    public NtlmChallenge? Challenge { get; private set; }

    /// <summary>The share list; null until <see cref="ListAsync"/> requested it in a session.</summary>
    public ShareListing? Listing { get; private set; }

    /// <summary>What happened, one line each.</summary>
    public List<Evidence> Reasons { get; } = new();

    /// <summary>True where shares can be inspected.</summary>
    public bool IsAuthenticated => _session is not null;

    /// <summary>
    /// True where the server refused for a reason unrelated to the identity: it may have refused one more session on the connection,
    /// and not this session.
    /// </summary>
    public bool IsRefusedInGeneral { get; private set; }

    /// <summary>True once a password was proven to the server, whatever it made of that.</summary>
    public bool HasProven { get; private set; }

    /// <summary>True once every share was inspected.</summary>
    public bool IsInspected { get; private set; }

    /// <summary>The name of a session in reasons.</summary>
    public static string LabelOf(ShareSessionKind kind) => kind switch
    {
        ShareSessionKind.Anonymous => "null session",
        ShareSessionKind.Guest => "guest",
        _ => "credential",
    };

    /// <summary>Tries identities until one is accepted.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended; what was found until then remains valid.</exception>
    public async Task LogOnAsync(IReadOnlyList<NtlmIdentity> identities, CancellationToken cancellation)
    {
        bool isOpen = false; // The next name's outcome does not apply to a name without a response.
        foreach (NtlmIdentity identity in identities)
        {
            SmbLogon logon = await SmbLogon.AttemptAsync(_connection, identity, _options.Time, () => HasProven = true, cancellation).ConfigureAwait(false);
            Challenge ??= logon.Challenge;
            string who = identity.IsAnonymous ? "anonymous"
                : identity.IsAccount ? "the given account"
                : identity == NtlmIdentity.Guest ? "Guest" : "random user";
            if (logon.Session is null)
            {
                isOpen |= !logon.Status.IsLogonRefusal;
                Result = isOpen ? SmbSessionResult.Undetermined : SmbSessionResult.Refused;
                IsRefusedInGeneral |= logon.Challenge is null || !logon.Status.IsAboutTheAccount;
                Reasons.Add(EvidenceOf.SessionRefused(Kind, who, logon.Status.ToString()));
                continue;
            }

            Result = Classify(logon.Session.Flags, identity);
            if (identity.IsAccount && Result != SmbSessionResult.User)
            {
                Reasons.Add(EvidenceOf.SessionMappedTo(Kind, Result));
                return;
            }

            _session = logon.Session;
            Reasons.Add(logon.Session.Flags == SessionFlags.None
                ? EvidenceOf.SessionAcceptedWithoutFlags(Kind, who)
                : EvidenceOf.SessionAccepted(Kind, who, logon.Session.Flags.ToString()));
            return;
        }
    }

    /// <summary>Requests the list of shares, where there is a session.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task ListAsync(CancellationToken cancellation)
    {
        if (_session is not null)
        {
            Listing = await SrvsvcClient.ListAsync(_session, _server, _options.MaxShares, cancellation).ConfigureAwait(false);
            Reasons.Add(Listing.Shares is null
                ? EvidenceOf.SessionListRefused(Kind, Listing.Refusal)
                : EvidenceOf.SessionListRead(Kind, Listing.Shares.Count));
        }
    }

    /// <summary>Inspects shares by name and logs off.</summary>
    /// <param name="names">Names of shares, as sent on the wire.</param>
    /// <param name="found">Receives the observations share by share, so that they count even if the connection is lost.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task InspectAsync(IReadOnlyList<string> names, IDictionary<string, ShareObservation> found, CancellationToken cancellation)
    {
        if (_session is null)
        {
            return;
        }

        for (int start = 0; start < names.Count; start += AtOnce)
        {
            string[] wave = names.Skip(start).Take(AtOnce).ToArray();
            IReadOnlyList<Smb2Response>[] answers = await _session.ExchangeAsync(
                wave.Select(name => (0u, new Smb2Request[] { new TreeConnectRequest(_server, name) })), cancellation).ConfigureAwait(false);
            List<(string Name, uint TreeId, TreeConnectResponse Tree)> disks = new();
            for (int i = 0; i < wave.Length; i++)
            {
                Smb2Response answer = answers[i][0];
                TreeConnectResponse? tree = answer.Status == NtStatus.Success
                    ? SmbConnection.Decode(answer, TreeConnectResponse.Decode) : null;
                if (tree is not null)
                {
                    _session.ApplyEncryptionPolicy(answer.TreeId, tree);
                }

                // When this is repeated, the first observation of a root is kept until there is more.
                if (tree?.Type != TreeType.Disk || !found.TryGetValue(wave[i], out ShareObservation? before) || before.Root is null)
                {
                    found[wave[i]] = new ShareObservation { Connected = answer.Status, Tree = tree };
                }

                if (tree?.Type == TreeType.Disk)
                {
                    disks.Add((wave[i], answer.TreeId, tree));
                }
                else if (tree is not null)
                {
                    _session.Leave(answer.TreeId);
                }
            }

            await InspectFolderAsync(_session, disks, found, cancellation).ConfigureAwait(false);
            disks.ForEach(disk => _session.Leave(disk.TreeId));
        }

        IsInspected = true;
        await _session.LogOffAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// The flags decide. Only where no name was sent and neither is set, as Samba 4.17 does, the session is a null session
    /// anyway: no user was named that it could belong to ([MS-NLMP] 3.2.5.1.2).
    /// </summary>
    private static SmbSessionResult Classify(SessionFlags flags, NtlmIdentity identity) =>
        (flags & SessionFlags.IsGuest) != 0 ? SmbSessionResult.Guest
        : (flags & SessionFlags.IsNull) != 0 || identity.IsAnonymous ? SmbSessionResult.Null
        : SmbSessionResult.User;

    private async Task InspectFolderAsync(
        SmbSession session,
        List<(string Name, uint TreeId, TreeConnectResponse Tree)> disks,
        IDictionary<string, ShareObservation> found,
        CancellationToken cancellation)
    {
        FolderSample[] samples = disks.Select(disk => new FolderSample(disk.TreeId, disk.Tree, _options)).ToArray();
        try
        {
            await FolderSample.TakeAsync(session, samples, _options, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // What was observed before the connection was lost still counts.
            for (int i = 0; i < samples.Length; i++)
            {
                if (samples[i].Root is null)
                {
                    continue;
                }

                found[disks[i].Name] = found[disks[i].Name] with
                {
                    Root = samples[i].Root,
                    Folders = samples[i].Folders,
                    FoldersUnseen = samples[i].Unseen,
                    IsCutShort = samples[i].IsCutShort,
                    Counts = samples[i].Counts,
                    Names = samples[i].Names,
                };
            }
        }
    }
}
