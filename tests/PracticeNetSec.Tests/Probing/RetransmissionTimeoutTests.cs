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
    public void Before_any_answer_the_timeout_is_one_second_as_in_RFC_6298()
    {
        RetransmissionTimeout timeout = new(new RoundTripEstimator(), Ceiling);

        Assert.Equal(TimeSpan.FromSeconds(1), timeout.For(attempt: 0));
    }

    [Fact]
    public void A_host_that_answers_quickly_has_a_short_timeout()
    {
        RetransmissionTimeout timeout = new(new RoundTripEstimator(), Ceiling);

        timeout.Answered(TimeSpan.FromMilliseconds(2));

        Assert.Equal(RetransmissionTimeout.Floor, timeout.For(attempt: 0));
    }

    [Fact]
    public void A_distant_host_gets_srtt_plus_four_times_its_variation()
    {
        RetransmissionTimeout timeout = new(new RoundTripEstimator(), Ceiling);

        // RFC 6298 §2.2: the first sample R gives SRTT = R and RTTVAR = R/2.
        timeout.Answered(TimeSpan.FromMilliseconds(200));

        Assert.Equal(TimeSpan.FromMilliseconds(600), timeout.For(attempt: 0));
    }

    [Fact]
    public void A_host_that_never_answered_has_a_longer_timeout_than_those_that_did()
    {
        RoundTripEstimator everywhere = new();
        new RetransmissionTimeout(everywhere, Ceiling).Answered(TimeSpan.FromMilliseconds(100));

        TimeSpan unknownHost = new RetransmissionTimeout(everywhere, Ceiling).For(attempt: 0);

        Assert.Equal(TimeSpan.FromMilliseconds(1200), unknownHost);
    }

    [Fact]
    public void Each_retransmission_doubles_the_timeout_up_to_the_maximum()
    {
        RetransmissionTimeout timeout = new(new RoundTripEstimator(), Ceiling);

        Assert.Equal(TimeSpan.FromSeconds(2), timeout.For(attempt: 1));
        Assert.Equal(Ceiling, timeout.For(attempt: 2));
        Assert.Equal(Ceiling, timeout.For(attempt: 1000));
    }
}
