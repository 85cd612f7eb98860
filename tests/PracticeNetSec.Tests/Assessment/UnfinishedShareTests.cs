// SPDX-License-Identifier: MIT
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>-Quiet answers by the same knowledge as the verdict: what an error left out is not denied.</summary>
public sealed class UnfinishedShareTests
{
    [Fact]
    public void A_server_of_which_a_part_failed_has_no_false()
    {
        ShareReachability server = ShareAssessor.Expose(new ServerObservation
        {
            ComputerName = "192.168.2.10",
            Port = 445,
            Vantage = Vantage.Inside,
            State = PortState.Open,
            Dialects = ["3.1.1"],
            AnonymousSession = SmbSessionResult.Refused,
            GuestSession = SmbSessionResult.Refused,
            SharesComplete = true,
            PartFailed = true,
        });

        Assert.Equal(Verdict.Undetermined, server.Verdict);
        Assert.Null(server.AllowsUnauthenticatedRead());
    }
}
