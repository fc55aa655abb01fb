using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class TimeLimitsTests
{
    [Fact]
    public void TheBeginIsShownAndTheEndIsNot()
    {
        var limits = new TimeLimits(Some.Noon, Some.Noon.AddHours(1));
        DateTimeOffset?[] times = [Some.Noon.AddTicks(-1), Some.Noon, Some.Noon.AddHours(1), Some.Noon.AddHours(2), null];
        Assert.Equal([false, true, false, false, false], times.Select(limits.Allow));
        Assert.True(default(TimeLimits).Allow(null));
    }
}
