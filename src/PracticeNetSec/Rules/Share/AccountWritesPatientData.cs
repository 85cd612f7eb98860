// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>The given account may write patient data that an unauthenticated user may not.</summary>
internal sealed class AccountWritesPatientData : DiskRule
{
    public AccountWritesPatientData()
        : base("share.account-writes-patient-data")
    {
    }

    /// <inheritdoc/>
    public override string RecheckKey => "share.account-access";

    protected override bool IsKnown(SmbShare share) => share.CredentialAccess is not (null or ShareAccess.Undetermined) && !share.IsCutShort;

    protected override bool Applies(SmbShare share) => share.Strongest < ShareAccess.Write && share.CredentialAccess == ShareAccess.Write && HoldsPatientData(share);
}
