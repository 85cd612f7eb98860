// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// The identities of one kind of session and what the server answered to each, over all connections: each is undetermined until it was
/// answered, whatever was answered to another.
/// </summary>
internal sealed class LogonRecord
{
    /// <summary>A name that stays unanswered is tried again once, on another connection. An account is not: a wrong password must not lock it.</summary>
    private const int MaxAttempts = 2;

    /// <summary>
    /// A name that is refused without an answer about it costs no waiting: it is tried on a shared connection, beside other names, and alone, because some servers allow one
    /// logon per connection.
    /// </summary>
    private const int MaxAnsweredAttempts = 3;

    private readonly Attempt[] _attempts;
    private readonly LogonRecord? _before;
    private NtlmIdentity? _accepted;
    private SmbSessionResult _acceptedAs;

    /// <param name="kind">The kind of session.</param>
    /// <param name="identities">Tried in order until one is accepted.</param>
    public LogonRecord(ShareSessionKind kind, params NtlmIdentity[] identities)
    {
        Kind = kind;
        _attempts = identities.Select(identity => new Attempt(identity)).ToArray();
    }

    private LogonRecord(LogonRecord before, NtlmIdentity identity)
        : this(before.Kind, identity) => _before = before;

    public ShareSessionKind Kind { get; }

    /// <summary>
    /// True for an identity that is tried although another of its kind was accepted: an account without a password may have other rights than the guest that any
    /// name becomes.
    /// </summary>
    public bool IsFurther => _before is not null;

    /// <summary>Whether the identities are to be tried: those of a further record only where the one before accepted another and these have no answer there that counts.</summary>
    public bool IsNeeded => _before is null || (_before._accepted is not null && !_before.Of(_attempts[0].Identity).IsFinal);

    /// <summary>Whether the session's rights count by themselves, or are unknown: whom the server calls a guest twice is the same guest.</summary>
    public bool HasOwnRights => _before is null || (IsNeeded && Result != SmbSessionResult.Refused && (_accepted is null || _acceptedAs == SmbSessionResult.User || _acceptedAs != _before._acceptedAs));

    /// <summary>
    /// Whether an identity has no answer that counts although another was accepted. It may have rights that the accepted one lacks.
    /// </summary>
    public bool IsUnanswered => IsFurther && IsNeeded && Result == SmbSessionResult.Undetermined;

    /// <summary>What the server reported about itself; null where no attempt got that far.</summary>
    public NtlmChallenge? Challenge { get; private set; }

    /// <summary>Outcome of all attempts.</summary>
    public SmbSessionResult Result => _accepted is not null ? _acceptedAs
        : _attempts.All(attempt => attempt.IsFinal && attempt.Answer?.IsLogonRefusal == true) ? SmbSessionResult.Refused
        : SmbSessionResult.Undetermined;

    /// <summary>The name that was accepted, <c>*</c> for a random one; null where none was.</summary>
    public string? AcceptedName => _accepted is null ? null : _accepted.IsRandom ? "*" : _accepted.User;

    /// <summary>
    /// The server refused for a reason that encryption may remove: the connection did not offer any ([MS-SMB2] 3.3.5.5.3), and a real account
    /// without a password could use it.
    /// </summary>
    public bool WantsEncryption => Kind == ShareSessionKind.Credential
        || (_accepted is not null ? _acceptedAs == SmbSessionResult.User : Kind == ShareSessionKind.Guest && _attempts.Any(attempt => attempt.Answer?.IsAccessRefusal == true));

    /// <summary>What happened, one line for each identity that was tried.</summary>
    public IEnumerable<Evidence> Reasons => _attempts.Select(attempt => attempt.Reason).OfType<Evidence>();

    /// <summary>
    /// The identities to try on a connection, those that were tried least first: the accepted one alone where there is one; otherwise those without an
    /// answer, and those refused on a shared connection for a reason unrelated to them, which may be the sharing.
    /// </summary>
    public IReadOnlyList<NtlmIdentity> Open() => _accepted is not null ? new[] { _accepted }
        : _attempts.Where(attempt => !attempt.IsFinal && CountOf(attempt) < Limit(attempt))
            .OrderBy(attempt => attempt.Count).Select(attempt => attempt.Identity).ToArray();

    /// <summary>A record of its own for each identity, for use once another was accepted.</summary>
    public IEnumerable<LogonRecord> Further() => _attempts.Select(attempt => new LogonRecord(this, attempt.Identity));

    /// <summary>An attempt begins: until it is answered, nothing is known.</summary>
    public void Begin(NtlmIdentity identity)
    {
        Attempt attempt = Of(identity);
        attempt.Count++;
        (attempt.Answer, attempt.IsFinal) = (null, false);
        attempt.Reason = EvidenceOf.SessionUnanswered(Kind, NameOf(identity));
    }

    /// <summary>The attempt ended before the identity was named: nothing is known, and it is not tried again.</summary>
    /// <param name="identity">Who was to log on.</param>
    /// <param name="challenge">What the server reported about itself.</param>
    public void Withdraw(NtlmIdentity identity, NtlmChallenge challenge)
    {
        Challenge ??= challenge;
        Of(identity).Reason = null;
    }

    /// <summary>The server answered.</summary>
    /// <param name="identity">Who tried to log on.</param>
    /// <param name="logon">The answer.</param>
    /// <param name="isShared">Whether another session is on the connection, or another name was tried there before.</param>
    /// <param name="encrypts">Whether the connection offered encryption: without it, a server that demands it refuses a name that it would let in.</param>
    /// <returns>Whether the session may be used.</returns>
    public bool Answered(NtlmIdentity identity, SmbLogon logon, bool isShared, bool encrypts) =>
        Answered(identity, new LogonAnswer(logon.Status, logon.Challenge, logon.Session?.Flags, logon.Session?.LacksKey == true), isShared, encrypts);

    /// <summary>The server answered, in any version of the protocol.</summary>
    /// <param name="identity">Who tried to log on.</param>
    /// <param name="logon">The answer.</param>
    /// <param name="isShared">Whether another session is on the connection, or another name was tried there before.</param>
    /// <param name="encrypts">Whether nothing but the identity can be the reason of a refusal for want of encryption.</param>
    /// <returns>Whether the session may be used.</returns>
    public bool Answered(NtlmIdentity identity, LogonAnswer logon, bool isShared, bool encrypts)
    {
        Challenge ??= logon.Challenge;
        Attempt attempt = Of(identity);
        attempt.Answer = logon.Status;
        bool mayNeedEncryption = Kind == ShareSessionKind.Guest && logon.Status.IsAccessRefusal && !encrypts;
        Evidence? noRefusal = logon.Flags is null && identity.IsAccount ? NoRefusal(logon) : null;
        attempt.IsFinal = noRefusal is null && ((logon.Challenge is not null && logon.Status.IsAboutTheAccount) || (!isShared && !mayNeedEncryption));
        string who = NameOf(identity);
        if (logon.Flags is not SessionFlags flags)
        {
            attempt.Reason = noRefusal ?? EvidenceOf.SessionRefused(Kind, who, logon.Status.ToString());
            return false;
        }

        SmbSessionResult result = Classify(flags, identity);
        attempt.IsFinal = true;
        _accepted = identity;
        _acceptedAs = result;
        bool isOwn = !identity.IsAccount || result == SmbSessionResult.User;
        attempt.Reason = !isOwn ? EvidenceOf.SessionMappedTo(Kind, result)
            : logon.LacksKey ? EvidenceOf.SessionWithoutKey(Kind, who)
            : flags == SessionFlags.None ? EvidenceOf.SessionAcceptedWithoutFlags(Kind, who)
            : EvidenceOf.SessionAccepted(Kind, who, flags.ToString());
        return isOwn;
    }

    /// <summary>
    /// Why an error refuses no account: it came before the account was named, or from a server that may have compared the logon's SPN with its own names
    /// ([MS-SMB2] 3.3.5.5.3). Null where it refuses it.
    /// </summary>
    private Evidence? NoRefusal(LogonAnswer logon) => logon.Challenge is null ? EvidenceOf.SessionAccountNotNamed(Kind, logon.Status.ToString())
        : logon.Status == NtStatus.AccessDenied ? EvidenceOf.SessionAccountAccessDenied(Kind, logon.Status.ToString())
        : null;

    private static string NameOf(NtlmIdentity identity) => identity.IsAnonymous ? "anonymous"
        : identity.IsAccount ? "the given account"
        : identity.IsRandom ? "random user"
        : identity.User;

    /// <summary>
    /// The flags decide. Only where no name was sent and neither is set, as Samba 4.17 does, the session is a null session
    /// anyway: no user was named that it could belong to ([MS-NLMP] 3.2.5.1.2).
    /// </summary>
    private static SmbSessionResult Classify(SessionFlags flags, NtlmIdentity identity) =>
        (flags & SessionFlags.IsGuest) != 0 ? SmbSessionResult.Guest
        : (flags & SessionFlags.IsNull) != 0 || identity.IsAnonymous ? SmbSessionResult.Null
        : SmbSessionResult.User;

    /// <summary>How often the identity was tried, in the record before too.</summary>
    private int CountOf(Attempt attempt) => attempt.Count + (_before?.Of(attempt.Identity).Count ?? 0);

    private int Limit(Attempt attempt) => attempt.Identity.IsAccount ? 1
        : (attempt.Answer ?? _before?.Of(attempt.Identity).Answer) is null ? MaxAttempts : MaxAnsweredAttempts;

    private Attempt Of(NtlmIdentity identity) => _attempts.First(attempt => ReferenceEquals(attempt.Identity, identity));

    /// <summary>One identity and what became of it.</summary>
    private sealed class Attempt(NtlmIdentity identity)
    {
        public NtlmIdentity Identity => identity;

        public int Count { get; set; }

        public NtStatus? Answer { get; set; }

        /// <summary>The answer counts; otherwise it may be due to another session on the connection, or to the lack of encryption.</summary>
        public bool IsFinal { get; set; }

        public Evidence? Reason { get; set; }
    }
}
