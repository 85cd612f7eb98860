// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>An unauthenticated user may list, read or write a share; with names that look like patient data, or without.</summary>
internal sealed class ShareOpen : DiskRule
{
    private readonly ShareAccess _access;
    private readonly bool _patientData;

    /// <param name="id">Id of the rule.</param>
    /// <param name="access">The highest access an unauthenticated user has.</param>
    /// <param name="patientData">Whether the share holds names that look like patient data.</param>
    public ShareOpen(string id, ShareAccess access, bool patientData)
        : base(id)
    {
        _access = access;
        _patientData = patientData;
    }

    protected override bool Applies(SmbShare share) => share.Strongest == _access && HoldsPatientData(share) == _patientData;
}
