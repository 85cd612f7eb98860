// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

public class RetransmissionTimeoutTests
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(3);

    [Fact]
    public void Before_any_answer_the_wait_is_tcps_own_one_second()
    {
        RetransmissionTimeout patience = new(new RoundTripEstimator(), Ceiling);

        Assert.Equal(TimeSpan.FromSeconds(1), patience.For(attempt: 0));
    }

    [Fact]
    public void A_host_that_answers_quickly_is_waited_for_briefly()
    {
        RetransmissionTimeout patience = new(new RoundTripEstimator(), Ceiling);

        patience.Answered(TimeSpan.FromMilliseconds(2));

        Assert.Equal(RetransmissionTimeout.Floor, patience.For(attempt: 0));
    }

    [Fact]
    public void A_distant_host_gets_srtt_plus_four_times_its_variation()
    {
        RetransmissionTimeout patience = new(new RoundTripEstimator(), Ceiling);

        // RFC 6298 §2.2: the first sample R gives SRTT = R and RTTVAR = R/2.
        patience.Answered(TimeSpan.FromMilliseconds(200));

        Assert.Equal(TimeSpan.FromMilliseconds(600), patience.For(attempt: 0));
    }

    [Fact]
    public void A_host_that_never_answered_is_given_more_time_than_those_that_did()
    {
        RoundTripEstimator everywhere = new();
        new RetransmissionTimeout(everywhere, Ceiling).Answered(TimeSpan.FromMilliseconds(100));

        TimeSpan stranger = new RetransmissionTimeout(everywhere, Ceiling).For(attempt: 0);

        Assert.Equal(TimeSpan.FromMilliseconds(1200), stranger);
    }

    [Fact]
    public void Each_repetition_doubles_the_wait_up_to_the_ceiling()
    {
        RetransmissionTimeout patience = new(new RoundTripEstimator(), Ceiling);

        Assert.Equal(TimeSpan.FromSeconds(2), patience.For(attempt: 1));
        Assert.Equal(Ceiling, patience.For(attempt: 2));
        Assert.Equal(Ceiling, patience.For(attempt: 1000));
    }
}
