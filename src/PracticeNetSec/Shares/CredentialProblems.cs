// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Shares;

/// <summary>What results state about a community, user or password that was refused, or was not sent: the user has to learn of it, whatever the verdict.</summary>
public static class CredentialProblems
{
    private static readonly HashSet<string> Codes = new()
    {
        EvidenceCode.SnmpSecurityLevel,
        EvidenceCode.SnmpUserUnknown,
        EvidenceCode.SnmpDigestWrong,
        EvidenceCode.SnmpDecryptionFailed,
        EvidenceCode.SnmpSilentAfterDiscovery,
        EvidenceCode.SnmpUserNotTried,
        EvidenceCode.UpnpLoginNotAccepted,
        EvidenceCode.UpnpLoginNotTried,
        EvidenceCode.UpnpNoDigest,
        EvidenceCode.Tr064NoTls,
        EvidenceCode.Tr064TlsUndetermined,
        EvidenceCode.Tr064TlsRequired,
        EvidenceCode.SourceSecretReported,
        EvidenceCode.SourceSecretUnconfirmed,
        EvidenceCode.SourceSecretNothingToConfirm,
        EvidenceCode.SmbChallengeWithoutTime,
        EvidenceCode.SmbChallengeWithoutSigning,
        EvidenceCode.SmbChallengeWeak,
        EvidenceCode.SmbServerUnproven,
        EvidenceCode.SessionAccountNotTried,
        EvidenceCode.SessionAccountWithheld,
        EvidenceCode.SessionAccountUnconfirmed,
        EvidenceCode.SessionMappedTo,
        EvidenceCode.SessionAccountAccessDenied,
        EvidenceCode.SessionAccountNotNamed,
    };

    /// <summary>Of a router. An agent does not answer a wrong community, so that its silence counts where one was given.</summary>
    /// <param name="router">The result.</param>
    /// <param name="isCommunityGiven">True where the caller gave a community.</param>
    public static IReadOnlyList<Evidence> Of(RouterExposure router, bool isCommunityGiven) => router.Sources
        .SelectMany(source => Within(source.Detail).Where(part => Codes.Contains(part.Code)
            || (isCommunityGiven && source.Source == SourceNames.Snmp && part.Code == EvidenceCode.SnmpSilent)))
        .Distinct()
        .ToArray();

    /// <summary>Of a server.</summary>
    /// <param name="server">The result.</param>
    public static IReadOnlyList<Evidence> Of(ShareReachability server) => server.Reasons
        .SelectMany(Within)
        .Where(part => Codes.Contains(part.Code) || (part.Code == EvidenceCode.SessionRefused && part.Get<string>("session") == nameof(ShareSessionKind.Credential)))
        .Distinct()
        .ToArray();

    /// <summary>A statement, and those that its arguments contain.</summary>
    private static IEnumerable<Evidence> Within(Evidence evidence) => evidence.Arguments.Values
        .SelectMany(value => value as IEnumerable<Evidence> ?? (value is Evidence cause ? new[] { cause } : Enumerable.Empty<Evidence>()))
        .SelectMany(Within)
        .Prepend(evidence);
}
