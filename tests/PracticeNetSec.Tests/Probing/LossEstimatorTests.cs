// SPDX-License-Identifier: MIT
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

/// <summary>A silent port is asked as often as the losses seen so far demand, and no more.</summary>
public sealed class LossEstimatorTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1000, 0, 1)]
    [InlineData(999, 1, 2)] // 0.001 squared is a millionth
    [InlineData(199, 1, 2)] // 0.005 squared is a forty-thousandth
    [InlineData(96, 4, 3)]
    [InlineData(90, 10, 4)]
    [InlineData(50, 50, 4)] // more would be needed, more is not asked
    public void Attempts_follow_the_share_that_was_lost(int atOnce, int lost, int attempts)
    {
        LossEstimator loss = new();
        for (int answer = 0; answer < atOnce; answer++)
        {
            loss.Answered(answer < lost ? 1 : 0);
        }

        Assert.Equal(attempts, loss.Attempts);
    }
}
