using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Tests.Timing;

/// <summary>Calculations with waits that may be infinite.</summary>
public sealed class WaitsTests
{
    const double Forever = -1;

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(10, 4, 6)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 11, 0)]
    [InlineData(0, 5, 0)]
    [InlineData(Forever, 5, Forever)]
    public void TheRestOfAWaitIsNeverNegative(double total, double elapsed, double remaining) =>
        Assert.Equal(Wait(remaining), Waits.Remaining(Wait(total), Wait(elapsed)));

    [Theory]
    [InlineData(3, 5, 3)]
    [InlineData(5, 3, 3)]
    [InlineData(0, Forever, 0)]
    [InlineData(Forever, 3, 3)]
    [InlineData(Forever, Forever, Forever)]
    public void TheSoonerOfTwoWaitsIsTheShorterWait(double x, double y, double sooner) =>
        Assert.Equal(Wait(sooner), Waits.Sooner(Wait(x), Wait(y)));

    [Theory]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)] // The value of an infinite wait.
    [InlineData(-5, 0)]
    public void TheTimeUntilAMomentIsNeverNegativeAndNeverInfinite(double difference, double wait)
    {
        var now = DateTimeOffset.UnixEpoch;
        Assert.Equal(Wait(wait), Waits.Until(now + Wait(difference), now));
    }

    static TimeSpan Wait(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
