// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>The given account at one server: it is used at one server at a time, and at no other once a server did not accept it.</summary>
/// <param name="credential">The account.</param>
/// <param name="computerName">The server as the caller named it.</param>
/// <param name="note">Receives why it was not tried.</param>
internal sealed class AccountLogon(Credential credential, string computerName, Action<Evidence> note)
{
    // [MS-ERREF] 2.3.1
    private const uint NoLogonServers = 0xC000005E;
    private const uint NoTrustAccount = 0xC000018B;
    private const uint TrustedDomainFailure = 0xC000018C;
    private const uint TrustedRelationshipFailure = 0xC000018D;
    private const uint NetlogonNotStarted = 0xC0000192;

    /// <summary>Whether another server did not accept it in this run; that is noted.</summary>
    public bool IsRefusedElsewhere() => IsRefused(credential.Use.RefusedBy);

    /// <summary>
    /// Logs on, unless another server did not accept it while this one waited for its turn. The turn begins with the server's challenge: one that falls silent before
    /// keeps no other waiting, and one that falls silent after it does so once, because the use ends then.
    /// </summary>
    /// <returns>False where the account must not be tried any more.</returns>
    public async Task<bool> LogOnAsync(ShareSession session, CancellationToken cancellation)
    {
        CredentialUse.CredentialTurn? turn = null;
        bool isWithdrawn = false;
        try
        {
            await session.LogOnAsync(async () =>
            {
                turn = await credential.Use.TakeAsync(computerName, cancellation).ConfigureAwait(false);
                isWithdrawn = IsRefused(turn.RefusedBy);
                return !isWithdrawn;
            }, cancellation).ConfigureAwait(false);
            return !isWithdrawn;
        }
        finally
        {
            if (session.HasProven && turn is not null)
            {
                Record(session, turn);
            }

            turn?.Dispose();
        }
    }

    /// <summary>
    /// A server that ends the connection after a failed logon, or answers it with any other error, counts it like one that says so; so does one that had
    /// accepted the account on another connection.
    /// </summary>
    private static void Record(ShareSession session, CredentialUse.CredentialTurn turn)
    {
        if (session.IsAuthenticated)
        {
            turn.Accept();
        }
        else if (session.Answer is not NtStatus answer || !(IsUncounted(answer) || (answer == NtStatus.AccessDenied && turn.IsAcceptedBefore)))
        {
            turn.Refuse();
        }
    }

    /// <summary>
    /// True where the attempt does not count as a wrong password: the server lacks its domain or resources. STATUS_ACCESS_DENIED is not among them: a server that accepts
    /// only logons meant for its own name sends it after a right password ([MS-SMB2] 3.3.5.5.3), but others may after a wrong one, and count it. Once a server has accepted
    /// the account, its password is right.
    /// </summary>
    private static bool IsUncounted(NtStatus answer) => answer.IsShortage || answer.Value is NoLogonServers or NoTrustAccount or TrustedDomainFailure or TrustedRelationshipFailure or NetlogonNotStarted;

    private bool IsRefused(string? refuser)
    {
        if (refuser is not null)
        {
            note(EvidenceOf.SessionAccountNotTried(ShareSessionKind.Credential, refuser));
        }

        return refuser is not null;
    }
}
