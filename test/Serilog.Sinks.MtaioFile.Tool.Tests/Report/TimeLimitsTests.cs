using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class TimeLimitsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86400)]
    [InlineData("00:05:00", 300)]
    public void ASpanHasAUnit(string text, double seconds)
    {
        Assert.True(TimeLimits.TryReadSpan(text, out var span));
        Assert.Equal(seconds, span.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("0s")]
    [InlineData("-5m")]
    [InlineData("1e30d")]
    [InlineData("99999999999999d")]
    [InlineData("00:00:00")]
    [InlineData("5 minutes")]
    public void AnythingElseIsNoSpan(string text) => Assert.False(TimeLimits.TryReadSpan(text, out _));

    [Theory]
    [InlineData("2h", "2026-11-27T10:00:00Z")]
    [InlineData("2026-11-26", "2026-11-26T00:00:00Z")]
    [InlineData("2026-11-26T10:00+02:00", "2026-11-26T08:00:00Z")]
    public void ATimeIsOneOrASpanAgo(string text, string time)
    {
        Assert.True(TimeLimits.TryRead(text, Some.Noon, out var read));
        Assert.Equal(DateTimeOffset.Parse(time), read);
    }

    [Fact]
    public void RecordsOnTheLimitsAreShown()
    {
        var limits = new TimeLimits(Some.Noon, Some.Noon.AddHours(1));
        DateTimeOffset?[] times = [Some.Noon.AddTicks(-1), Some.Noon, Some.Noon.AddHours(1), Some.Noon.AddHours(2), null];
        Assert.Equal([false, true, true, false, false], times.Select(limits.Allow));
        Assert.True(default(TimeLimits).Allow(null));
    }
}
