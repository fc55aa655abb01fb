using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Rotation by time: where days, hours and other periods begin.</summary>
public sealed class TimeRotationTests : TimedLogUnderTest
{
    [Fact]
    public async Task ANewDayBeginsANewFile()
    {
        OpenAt("2024-03-01T23:59:59Z");
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-03-02T00:00:01Z");
        AssertFiles(("app.log", "e2\n"), ("app.log.1", "e1\n"));
    }

    [Fact]
    public async Task TheFirstInstantOfADayBelongsToTheNewDay()
    {
        OpenAt("2024-03-01T23:59:59.9999999Z");
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-03-02T00:00:00Z");
        AssertFiles(("app.log", "e2\n"), ("app.log.1", "e1\n"));
    }

    [Fact]
    public async Task DaysWithoutEventsLeaveNoEmptyArchives()
    {
        OpenAt("2024-03-01T10:00Z");
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-03-04T09:00Z");
        AssertFiles(("app.log", "e2\n"), ("app.log.1", "e1\n"));
        Handle.ShouldHaveCounted(rotations: 1);
    }

    [Fact]
    public async Task RestartsWithinAPeriodContinueItsFile()
    {
        foreach (var (text, hour) in new[] { ("e1", 1), ("e2", 2), ("e3", 23) })
        {
            using var log = OpenAt($"2024-03-01T{hour:00}:00Z");
            await WriteAsync(text);
        }
        AssertFiles(("app.log", "e1\ne2\ne3\n"));
    }

    [Fact]
    public async Task ARestartAfterTheEndOfThePeriodRotatesFirst()
    {
        using (OpenAt("2024-03-01T10:00Z")) await WriteAsync("e1");
        using (OpenAt("2024-03-05T10:00Z"))
        {
            await WriteAsync("e2");
            await WriteAsync("e3");
            Handle.ShouldHaveCounted(rotations: 1);
        }
        AssertFiles(("app.log", "e2\ne3\n"), ("app.log.1", "e1\n"));
        Assert.Equal(Utc.At("2024-03-01T10:00Z").UtcDateTime, System.IO.File.GetLastWriteTimeUtc(Folder["app.log.1"]));
    }

    [Fact]
    public async Task AnExistingFileBelongsToThePeriodOfItsLastWrite()
    {
        Folder.Write("app.log", "old\n");
        System.IO.File.SetLastWriteTimeUtc(Folder["app.log"], new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc));
        OpenAt("2024-03-01T00:00Z");
        await WriteAsync("e1");
        AssertFiles(("app.log", "e1\n"), ("app.log.1", "old\n"));
    }

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public async Task ADayOf25HoursIsOneFile()
    {
        OpenAt("2024-11-03T12:00Z", "America/New_York");
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-11-04T04:30Z");
        AssertFiles(("app.log", "e1\ne2\n"));
        await WriteAsync("e3", "2024-11-04T05:00Z");
        AssertFiles(("app.log", "e3\n"), ("app.log.1", "e1\ne2\n"));
    }

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public async Task ADayOf23HoursEndsAtItsMidnight()
    {
        OpenAt("2024-03-10T05:00Z", "America/New_York");
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-03-11T03:59:59Z");
        await WriteAsync("e3", "2024-03-11T04:00Z");
        AssertFiles(("app.log", "e3\n"), ("app.log.1", "e1\ne2\n"));
    }

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public async Task WithUseUtcTheLocalDayDoesNotMatter()
    {
        OpenAt("2024-03-01T23:59Z", "America/New_York", rotation: new RotationOptions { UseUtc = true });
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-03-02T00:00Z");
        await WriteAsync("e3", "2024-03-02T05:00Z");
        AssertFiles(("app.log", "e2\ne3\n"), ("app.log.1", "e1\n"));
    }

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public async Task TheTimeZoneIsThatOfTheTimeProvider()
    {
        OpenAt("2024-03-01T09:59Z", "Pacific/Kiritimati");
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-03-01T10:00Z");
        await WriteAsync("e3", "2024-03-02T00:00Z");
        AssertFiles(("app.log", "e2\ne3\n"), ("app.log.1", "e1\n"));
    }

    [Fact]
    public async Task ARotationBySizeDoesNotMoveTheEndOfTheDay()
    {
        OpenAt("2024-03-01T10:00Z", maxBytes: 10);
        await WriteAsync(Some.Message('a', 10));
        await WriteAsync(Some.Message('b', 10), "2024-03-01T20:00Z");
        await WriteAsync(Some.Message('c', 4), "2024-03-02T00:00Z");
        await WriteAsync(Some.Message('d', 4), "2024-03-02T20:00Z");
        AssertFiles(
            ("app.log", Some.Line('c', 4) + Some.Line('d', 4)), ("app.log.1", Some.Line('b', 10)), ("app.log.2", Some.Line('a', 10)));
    }

    [Fact]
    public async Task TheTimestampsOfEventsDoNotMatter()
    {
        var log = OpenAt("2024-03-05T10:00Z");
        foreach (var days in new[] { 0, -2, 1 })
        {
            var template = new MessageTemplate([new TextToken($"day {days}")]);
            log.Write(new LogEvent(Clock.GetUtcNow().AddDays(days), LogEventLevel.Information, null, template, []));
        }
        await FlushAsync();
        AssertFiles(("app.log", "day 0\nday -2\nday 1\n"));
    }

    [Fact]
    public async Task AClockThatIsWrongOnceCausesNoRotation()
    {
        OpenAt("2024-03-01T10:00Z");
        await WriteAsync("e1");
        await WriteAsync("e2", "1970-01-01T00:00Z");
        await WriteAsync("e3", "2024-03-01T10:00:01Z");
        AssertFiles(("app.log", "e1\ne2\ne3\n"));
        await WriteAsync("e4", "2024-03-02T00:00Z");
        AssertFiles(("app.log", "e4\n"), ("app.log.1", "e1\ne2\ne3\n"));
    }

    [Fact]
    public async Task AfterAClockThatWasAheadIsCorrectedANewDayBeginsANewFile()
    {
        OpenAt("2025-07-01T10:00Z");
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-03-01T10:00Z");
        AssertFiles(("app.log", "e1\ne2\n"));
        await WriteAsync("e3", "2024-03-02T00:00Z");
        AssertFiles(("app.log", "e3\n"), ("app.log.1", "e1\ne2\n"));
    }

    [Fact]
    public async Task TheTimeOfWritingDecidesInWhichFileAnEventIs()
    {
        using var formatter = new GatedFormatter();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Utc.At("2024-03-01T23:59:59.9Z"));
        Folder.Write("app.log", "old\n");
        System.IO.File.SetLastWriteTimeUtc(Folder["app.log"], new DateTime(2024, 3, 1, 12, 0, 0, DateTimeKind.Utc));
        var log = OpenRotating(
            options: new MtaioFileOptions { TimeProvider = clock }, formatter: formatter, interval: RotationInterval.Day);
        log.Information("e1");
        formatter.AwaitWorker();
        clock.SetUtcNow(Utc.At("2024-03-02T00:00:01Z"));
        log.Information("e2");
        formatter.Open();
        await FlushAsync();
        AssertFiles(("app.log", "e1\ne2\n"), ("app.log.1", "old\n"));
    }

    [Theory]
    [InlineData("Minute", "2024-02-29T23:58:59Z", "2024-02-29T23:59Z")]
    [InlineData("Hour", "2024-02-29T22:59:59Z", "2024-02-29T23:00Z")]
    [InlineData("15m", "2024-02-29T22:59:59Z", "2024-02-29T23:00Z")]
    [InlineData("6h", "2024-02-29T17:59:59Z", "2024-02-29T18:00Z")]
    [InlineData("Day 03:00", "2024-02-29T02:59:59Z", "2024-02-29T03:00Z")]
    [InlineData("Sunday 03:00", "2024-03-03T02:59:59Z", "2024-03-03T03:00Z")]
    [InlineData("Week", "2024-03-03T23:59:59Z", "2024-03-04T00:00Z")]
    [InlineData("Month", "2024-02-29T23:59:59Z", "2024-03-01T00:00Z")]
    [InlineData("Year", "2024-12-31T23:59:59Z", "2025-01-01T00:00Z")]
    public async Task EveryIntervalRotatesAtItsEnd(string interval, string last, string next)
    {
        OpenAt(last, interval: RotationInterval.Parse(interval));
        await WriteAsync("e1");
        await WriteAsync("e2");
        await WriteAsync("e3", next);
        AssertFiles(("app.log", "e3\n"), ("app.log.1", "e1\ne2\n"));
    }

    void AssertFiles(params (string Name, string Content)[] files) =>
        Assert.Equal(files.Select(f => KeyValuePair.Create(f.Name, f.Content)), Folder.Files);
}
