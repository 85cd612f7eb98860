// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Shares;

/// <summary>A community, user or password that was refused or withheld is named to the user, wherever the result states it.</summary>
public sealed class CredentialProblemsTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)] // nobody gave a community: silence is what most routers answer
    public void A_silent_agent_counts_where_a_community_was_given(bool isGiven, int expected) =>
        Assert.Equal(expected, CredentialProblems.Of(Router(SourceNames.Snmp, EvidenceOf.SourceEnded(EvidenceOf.SnmpSilent("192.168.2.1:161", 2000))), isGiven).Count);

    [Fact]
    public void A_refused_user_is_found_within_the_statement_of_its_source() => Assert.Equal(
        EvidenceCode.SnmpUserUnknown,
        Assert.Single(CredentialProblems.Of(Router(SourceNames.Snmp, EvidenceOf.SourceEnded(EvidenceOf.SnmpUserUnknown())), false)).Code);

    [Fact]
    public void A_refused_login_is_found_within_the_statement_of_its_source() => Assert.Equal(
        EvidenceCode.UpnpLoginNotAccepted,
        Assert.Single(CredentialProblems.Of(Router(SourceNames.Tr064, EvidenceOf.UpnpActionFailed("GetDefaultConnectionService", [EvidenceOf.UpnpLoginNotAccepted()])), false)).Code);

    [Theory]
    [InlineData(ShareSessionKind.Credential, 1)]
    [InlineData(ShareSessionKind.Guest, 0)]
    public void Of_sessions_only_that_of_the_account_counts(ShareSessionKind kind, int expected) => Assert.Equal(
        expected,
        CredentialProblems.Of(new ShareReachability { Reasons = [EvidenceOf.SessionRefused(kind, "the given account", "STATUS_LOGON_FAILURE")] }).Count);

    private static RouterExposure Router(string source, Evidence detail) => new() { Sources = [new SourceReport { Source = source, Detail = detail }] };
}
