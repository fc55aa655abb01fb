using Microsoft.Extensions.Time.Testing;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Tests.Timing;

/// <summary>The growing waits between attempts that fail.</summary>
public sealed class RetryBackoffTests
{
    readonly FakeTimeProvider _clock = new();

    [Fact]
    public void TheWaitDoublesUpToFiveSeconds()
    {
        var backoff = new RetryBackoff(_clock);
        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            backoff.Fail();
            waits.Add(backoff.Remaining.TotalMilliseconds);
        }
        Assert.Equal([200, 400, 800, 1600, 3200, 5000, 5000, 5000], waits);
    }

    [Fact]
    public void FailTellsWhetherAFailureIsTheFirstOfItsEpisode()
    {
        var backoff = new RetryBackoff(_clock);
        Assert.Equal([true, false, false], [backoff.Fail(), backoff.Fail(), backoff.Fail()]);
        backoff.Succeed();
        Assert.Equal([true, false], [backoff.Fail(), backoff.Fail()]);
    }

    [Fact]
    public void TheWaitRunsOutWithTheClockAndEndsWithSuccess()
    {
        var backoff = new RetryBackoff(_clock);
        Assert.Equal((false, TimeSpan.Zero), (backoff.IsFailing, backoff.Remaining));
        backoff.Fail();
        _clock.Advance(TimeSpan.FromMilliseconds(150));
        Assert.Equal((true, TimeSpan.FromMilliseconds(50)), (backoff.IsFailing, backoff.Remaining));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((true, TimeSpan.Zero), (backoff.IsFailing, backoff.Remaining));
        backoff.Fail();
        backoff.Succeed();
        Assert.Equal((false, TimeSpan.Zero), (backoff.IsFailing, backoff.Remaining));
        backoff.Fail();
        Assert.Equal(RetryBackoff.First, backoff.Remaining);
    }
}
