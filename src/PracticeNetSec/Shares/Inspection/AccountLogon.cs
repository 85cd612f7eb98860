// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>The given account at one server: it is used at one server at a time, and at no other once a server did not accept it.</summary>
/// <param name="credential">The account.</param>
/// <param name="computerName">The server as the caller named it.</param>
/// <param name="note">Receives why it was not tried.</param>
internal sealed class AccountLogon(Credential credential, string computerName, Action<Evidence> note)
{
    /// <summary>Whether another server did not accept it in this run; that is noted.</summary>
    public bool IsRefusedElsewhere() => IsRefused(credential.Use.RefusedBy);

    /// <summary>Logs on, unless another server did not accept it while this one waited for its turn.</summary>
    /// <returns>False where the account must not be tried any more.</returns>
    public async Task<bool> LogOnAsync(ShareSession session, CancellationToken cancellation)
    {
        using CredentialUse.CredentialTurn turn = await credential.Use.TakeAsync(computerName, cancellation).ConfigureAwait(false);
        if (IsRefused(turn.RefusedBy))
        {
            return false;
        }

        bool isAnswered = false;
        try
        {
            await session.LogOnAsync(cancellation).ConfigureAwait(false);
            isAnswered = true;
            return true;
        }
        finally
        {
            // A server that ends the connection after a failed logon counts it like one that says so. One that lacks its domain or resources did not.
            if (session.HasProven && (!isAnswered || session.Result is SmbSessionResult.Refused or SmbSessionResult.Guest or SmbSessionResult.Null))
            {
                turn.Refuse();
            }
        }
    }

    private bool IsRefused(string? refuser)
    {
        if (refuser is not null)
        {
            note(EvidenceOf.SessionAccountNotTried(ShareSessionKind.Credential, refuser));
        }

        return refuser is not null;
    }
}
