using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

public sealed class TimeRotationTests : IDisposable
{
    readonly TempFolder _folder = new();

    [Fact]
    public async Task ANewDayBeginsANewFile()
    {
        using var log = new TimedLog(_folder, "2024-03-01T23:59:59Z");
        await log.WriteAsync("e1");
        await log.WriteAsync("e2", "2024-03-02T00:00:01Z");
        AssertFiles(("app.log", "e2\n"), ("app.log.1", "e1\n"));
    }

    [Fact]
    public async Task TheFirstInstantOfADayBelongsToIt()
    {
        using var log = new TimedLog(_folder, "2024-03-01T23:59:59.9999999Z");
        await log.WriteAsync("e1");
        await log.WriteAsync("e2", "2024-03-02T00:00:00Z");
        AssertFiles(("app.log", "e2\n"), ("app.log.1", "e1\n"));
    }

    [Fact]
    public async Task DaysWithoutEventsLeaveNoEmptyArchives()
    {
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z");
        await log.WriteAsync("e1");
        await log.WriteAsync("e2", "2024-03-04T09:00Z");
        AssertFiles(("app.log", "e2\n"), ("app.log.1", "e1\n"));
        Assert.Equal(1, log.Handle.Statistics.Rotations);
    }

    [Fact]
    public async Task RestartsWithinAPeriodContinueItsFile()
    {
        foreach (var (text, hour) in new[] { ("e1", 1), ("e2", 2), ("e3", 23) })
        {
            using var log = new TimedLog(_folder, $"2024-03-01T{hour:00}:00Z");
            await log.WriteAsync(text);
        }
        AssertFiles(("app.log", "e1\ne2\ne3\n"));
    }

    [Fact]
    public async Task ARestartAfterTheEndOfThePeriodRotatesFirst()
    {
        using (var log = new TimedLog(_folder, "2024-03-01T10:00Z")) await log.WriteAsync("e1");
        using (var log = new TimedLog(_folder, "2024-03-05T10:00Z"))
        {
            await log.WriteAsync("e2");
            await log.WriteAsync("e3");
            Assert.Equal(1, log.Handle.Statistics.Rotations);
        }
        AssertFiles(("app.log", "e2\ne3\n"), ("app.log.1", "e1\n"));
        Assert.Equal(TimedLog.At("2024-03-01T10:00Z").UtcDateTime, System.IO.File.GetLastWriteTimeUtc(_folder["app.log.1"]));
    }

    [Fact]
    public async Task AnExistingFileBelongsToThePeriodOfItsLastWrite()
    {
        _folder.Write("app.log", "old\n");
        System.IO.File.SetLastWriteTimeUtc(_folder["app.log"], new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc));
        using var log = new TimedLog(_folder, "2024-03-01T00:00Z");
        await log.WriteAsync("e1");
        AssertFiles(("app.log", "e1\n"), ("app.log.1", "old\n"));
    }

    [Fact]
    public async Task ADayOf25HoursIsOneFile()
    {
        using var log = new TimedLog(_folder, "2024-11-03T12:00Z", "America/New_York");
        await log.WriteAsync("e1");
        await log.WriteAsync("e2", "2024-11-04T04:30Z");
        AssertFiles(("app.log", "e1\ne2\n"));
        await log.WriteAsync("e3", "2024-11-04T05:00Z");
        AssertFiles(("app.log", "e3\n"), ("app.log.1", "e1\ne2\n"));
    }

    [Fact]
    public async Task ADayOf23HoursEndsAtItsMidnight()
    {
        using var log = new TimedLog(_folder, "2024-03-10T05:00Z", "America/New_York");
        await log.WriteAsync("e1");
        await log.WriteAsync("e2", "2024-03-11T03:59:59Z");
        await log.WriteAsync("e3", "2024-03-11T04:00Z");
        AssertFiles(("app.log", "e3\n"), ("app.log.1", "e1\ne2\n"));
    }

    [Fact]
    public async Task WithUseUtcTheDayOfTheZoneDoesNotMatter()
    {
        using var log = new TimedLog(_folder, "2024-03-01T23:59Z", "America/New_York", rotation: new RotationOptions { UseUtc = true });
        await log.WriteAsync("e1");
        await log.WriteAsync("e2", "2024-03-02T00:00Z");
        await log.WriteAsync("e3", "2024-03-02T05:00Z");
        AssertFiles(("app.log", "e2\ne3\n"), ("app.log.1", "e1\n"));
    }

    [Fact]
    public async Task TheZoneIsThatOfTheGivenClock()
    {
        using var log = new TimedLog(_folder, "2024-03-01T09:59Z", "Pacific/Kiritimati");
        await log.WriteAsync("e1");
        await log.WriteAsync("e2", "2024-03-01T10:00Z");
        await log.WriteAsync("e3", "2024-03-02T00:00Z");
        AssertFiles(("app.log", "e2\ne3\n"), ("app.log.1", "e1\n"));
    }

    [Fact]
    public async Task ARotationBySizeDoesNotMoveTheEndOfTheDay()
    {
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z", maxBytes: 10);
        await log.WriteAsync(Some.Message('a', 10));
        await log.WriteAsync(Some.Message('b', 10), "2024-03-01T20:00Z");
        await log.WriteAsync(Some.Message('c', 4), "2024-03-02T00:00Z");
        await log.WriteAsync(Some.Message('d', 4), "2024-03-02T20:00Z");
        AssertFiles(("app.log", Some.Line('c', 4) + Some.Line('d', 4)), ("app.log.1", Some.Line('b', 10)), ("app.log.2", Some.Line('a', 10)));
    }

    [Fact]
    public async Task TheTimestampsOfEventsDoNotMatter()
    {
        using var log = new TimedLog(_folder, "2024-03-05T10:00Z");
        foreach (var days in new[] { 0, -2, 1 })
            log.Logger.Write(new LogEvent(log.Clock.GetUtcNow().AddDays(days), LogEventLevel.Information, null, new MessageTemplate([new TextToken($"day {days}")]), []));
        await log.Handle.FlushAsync();
        AssertFiles(("app.log", "day 0\nday -2\nday 1\n"));
    }

    [Fact]
    public async Task AClockThatIsWrongOnceCausesNoRotation()
    {
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z");
        await log.WriteAsync("e1");
        await log.WriteAsync("e2", "1970-01-01T00:00Z");
        await log.WriteAsync("e3", "2024-03-01T10:00:01Z");
        AssertFiles(("app.log", "e1\ne2\ne3\n"));
        await log.WriteAsync("e4", "2024-03-02T00:00Z");
        AssertFiles(("app.log", "e4\n"), ("app.log.1", "e1\ne2\ne3\n"));
    }

    [Fact]
    public async Task AfterAClockThatWasAheadIsCorrectedTheDaysGoOn()
    {
        using var log = new TimedLog(_folder, "2025-07-01T10:00Z");
        await log.WriteAsync("e1");
        await log.WriteAsync("e2", "2024-03-01T10:00Z");
        AssertFiles(("app.log", "e1\ne2\n"));
        await log.WriteAsync("e3", "2024-03-02T00:00Z");
        AssertFiles(("app.log", "e3\n"), ("app.log.1", "e1\ne2\n"));
    }

    [Fact]
    public async Task AnEventGoesByTheTimeAtWhichItIsWritten()
    {
        using var formatter = new GatedFormatter();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimedLog.At("2024-03-01T23:59:59.9Z"));
        var handle = new MtaioFileHandle();
        _folder.Write("app.log", "old\n");
        System.IO.File.SetLastWriteTimeUtc(_folder["app.log"], new DateTime(2024, 3, 1, 12, 0, 0, DateTimeKind.Utc));
        using var log = Open.Rotating(_folder["app.log"], null, null, new MtaioFileOptions { TimeProvider = clock, Handle = handle }, formatter, interval: RotationInterval.Day);
        log.Information("e1");
        formatter.AwaitWorker();
        clock.SetUtcNow(TimedLog.At("2024-03-02T00:00:01Z"));
        log.Information("e2");
        formatter.Open();
        await handle.FlushAsync();
        AssertFiles(("app.log", "e1\ne2\n"), ("app.log.1", "old\n"));
    }

    [Theory]
    [InlineData(RotationInterval.Minute, "2024-02-29T23:58:59Z", "2024-02-29T23:59Z")]
    [InlineData(RotationInterval.Hour, "2024-02-29T22:59:59Z", "2024-02-29T23:00Z")]
    [InlineData(RotationInterval.Week, "2024-03-03T23:59:59Z", "2024-03-04T00:00Z")]
    [InlineData(RotationInterval.Month, "2024-02-29T23:59:59Z", "2024-03-01T00:00Z")]
    [InlineData(RotationInterval.Year, "2024-12-31T23:59:59Z", "2025-01-01T00:00Z")]
    public async Task EveryIntervalRotatesAtItsEnd(RotationInterval interval, string last, string next)
    {
        using var log = new TimedLog(_folder, last, interval: interval);
        await log.WriteAsync("e1");
        await log.WriteAsync("e2");
        await log.WriteAsync("e3", next);
        AssertFiles(("app.log", "e3\n"), ("app.log.1", "e1\ne2\n"));
    }

    public void Dispose() => _folder.Dispose();

    void AssertFiles(params (string Name, string Content)[] files) => Assert.Equal(files.Select(f => KeyValuePair.Create(f.Name, f.Content)), _folder.Files);
}
