using System.Text;
using CsCheck;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary><c>MtaioRollingFile</c> beside the real Serilog.Sinks.File: the same folders with the same bytes.</summary>
[Collection(ProcessWideState.Name)]
public sealed class SerilogFileComparisonTests
{
    static readonly DateTime Start = new(2026, 11, 25, 8, 0, 0, DateTimeKind.Unspecified);

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(RollingInterval.Infinite, "log.txt")]
    [InlineData(RollingInterval.Year, "log2026.txt")]
    [InlineData(RollingInterval.Month, "log202611.txt")]
    [InlineData(RollingInterval.Day, "log20261125.txt")]
    [InlineData(RollingInterval.Hour, "log2026112508.txt")]
    [InlineData(RollingInterval.Minute, "log202611250800.txt")]
    public async Task EachIntervalHasTheSameNames(RollingInterval interval, string first)
    {
        using var run = new SerilogFile(new FileParameters { Path = "log.txt", Interval = interval }, Start);
        foreach (var minutes in (int[])[0, 0, 1, 1, 58, 60, 600, 24 * 60, 24 * 60 * 40, 24 * 60 * 365])
        {
            run.Advance(TimeSpan.FromMinutes(minutes));
            await run.WriteAsync($"at {run.Now:O}");
        }
        Assert.Contains(first, run.Ours.Names);
        run.AssertSame();
    }

    [Theory]
    [InlineData("log-.txt")]
    [InlineData("log")]
    [InlineData(".log")]
    [InlineData("a.b.log")]
    [InlineData("sub/folder/log_.txt")]
    [InlineData("log2026.txt")]
    public async Task EachPathHasTheSameNames(string path)
    {
        using var run = new SerilogFile(new FileParameters { Path = path, SizeLimit = 20 }, Start);
        for (var number = 0; number < 12; number++)
        {
            await run.WriteAsync($"line {number:00}");
            if (number % 5 == 4) run.Advance(Day);
        }
        run.AssertSame();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheEventThatReachesTheSizeLimitIsInTheFile(bool shared)
    {
        using var run = new SerilogFile(new FileParameters { SizeLimit = 25, Shared = shared }, Start);
        foreach (var length in (int[])[10, 13, 3, 60, 5, 25, 24, 1, 26]) await run.WriteAsync(new string('x', length));
        run.AssertSame();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task TheCountLimitCountsTheActiveFile(int limit)
    {
        using var run = new SerilogFile(new FileParameters { CountLimit = limit, SizeLimit = 20 }, Start);
        run.Leave("log-20261101.txt", "old\n");
        run.Leave("log-20261101_003.txt", "old\n");
        run.Leave("log-other.txt", "mine\n");
        for (var number = 0; number < 20; number++)
        {
            await run.WriteAsync($"line {number:0000}");
            if (number % 7 == 6) run.Advance(Day);
        }
        // Old files are deleted in the background, and closing waits for it.
        run.Restart();
        Assert.Equal(limit + 1, run.Ours.Names.Length);
        run.AssertSame();
    }

    [Fact]
    public async Task TheTimeLimitCountsFromTheDateInTheName()
    {
        using var run = new SerilogFile(new FileParameters { CountLimit = null, TimeLimit = TimeSpan.FromDays(2.5) }, Start);
        for (var day = 0; day < 8; day++)
        {
            run.Advance(Day);
            await run.WriteAsync($"day {day}");
        }
        run.AssertSame();
    }

    [Fact]
    public async Task ARestartContinuesTheNewestFile()
    {
        var parameters = new FileParameters { SizeLimit = 30, Interval = RollingInterval.Infinite, Path = "log.txt" };
        using var run = new SerilogFile(parameters, Start);
        run.Leave("log_004.txt", "from before\n");
        for (var number = 0; number < 14; number++)
        {
            await run.WriteAsync($"line {number:0000}");
            if (number % 3 == 0) run.Restart();
        }
        run.AssertSame();
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-32BE")]
    [InlineData("iso-8859-1")]
    public async Task EncodingsHaveTheSameBytes(string encoding)
    {
        using var run = new SerilogFile(new FileParameters { Encoding = Encoding.GetEncoding(encoding), SizeLimit = 100 }, Start);
        for (var number = 0; number < 9; number++) await run.WriteAsync($"Grüße {number}");
        run.AssertSame();
    }

    [Fact]
    public void RandomRunsHaveTheSameFiles()
    {
        var parameters =
            from interval in Gen.Enum<RollingInterval>()
            from size in Gen.OneOf(Gen.Const((long?)null), Gen.Long[1, 200].Select(n => (long?)n))
            from count in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 6].Select(n => (int?)n))
            from hours in Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 100].Select(n => (int?)n))
            from shared in Gen.Bool
            from path in Gen.OneOf("log-.txt", "log.txt", "log")
            select new FileParameters
            {
                Path = path, Interval = interval, SizeLimit = size, CountLimit = count, Shared = shared,
                TimeLimit = hours is { } h ? TimeSpan.FromHours(h) : null,
            };
        var step = Gen.Frequency(
            (6, Gen.Int[0, 90].Select(n => new Step(Length: n))),
            (2, Gen.OneOf(1, 30, 60, 61, 1440, 2000, 50_000).Select(n => new Step(Minutes: n))),
            (1, Gen.Const(new Step(Restart: true))));
        Gen.Select(parameters, step.List[1, 40]).Sample(
            (given, steps) => Run(given, steps), iter: 150, threads: 1, print: t => $"{t.Item1}: {string.Join(", ", t.Item2)}");
    }

    static void Run(FileParameters parameters, List<Step> steps)
    {
        using var run = new SerilogFile(parameters, Start);
        foreach (var step in steps)
        {
            if (step.Length is { } length) run.WriteAsync(new string('x', length)).GetAwaiter().GetResult();
            if (step.Minutes is { } minutes) run.Advance(TimeSpan.FromMinutes(minutes));
            if (step.Restart) run.Restart();
        }
        // The last event is one for which both look at their files.
        run.WriteAsync("end").GetAwaiter().GetResult();
        run.AssertSame();
    }

    sealed record Step(int? Length = null, int? Minutes = null, bool Restart = false);
}
