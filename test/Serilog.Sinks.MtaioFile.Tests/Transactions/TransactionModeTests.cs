using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>What each transaction mode writes, when, and in which order.</summary>
public sealed class TransactionModeTests() : EventsUnderTest(Transactional.Logger)
{

    static readonly string[] AsLogged = ["debug", "warning", "information"];

    public static TheoryData<TransactionMode, bool, string[], string[]> Modes => new()
    {
        { TransactionMode.Written, true, AsLogged, [.. AsLogged, Transactional.Completed] },
        { TransactionMode.Written, false, AsLogged, [.. AsLogged, Transactional.Failed] },
        { TransactionMode.Grouped, true, [], [.. AsLogged, Transactional.Completed] },
        { TransactionMode.Grouped, false, [], [.. AsLogged, Transactional.Failed] },
        { TransactionMode.HeldUntilFailure, true, ["warning"], ["warning"] },
        { TransactionMode.HeldUntilFailure, false, ["warning"], ["warning", "debug", "information", Transactional.Failed] },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public void EachModeWritesTheEventsThatItIsDocumentedToWrite(TransactionMode mode, bool completes, string[] before, string[] after)
    {
        using (var transaction = Logger.BeginTransaction(options: new LogTransactionOptions { Mode = mode }))
        {
            Logger.Debug("debug");
            Logger.Warning("warning");
            Logger.Information("information");
            Assert.Equal(before, Sink.Templates);
            if (completes) transaction.Complete();
        }
        Assert.Equal(after, Sink.Templates);
        Assert.Single(Sink.Events.Select(e => e.Value(Transactional.Id)).Distinct());
    }

    [Theory]
    [InlineData(LogEventLevel.Verbose, 6)]
    [InlineData(LogEventLevel.Information, 4)]
    [InlineData(LogEventLevel.Error, 2)]
    [InlineData(LogEventLevel.Fatal, 1)]
    public void HoldBelowIsTheFirstLevelThatIsNotHeld(LogEventLevel holdBelow, int writtenAtOnce)
    {
        using var transaction = Logger.BeginTransaction(
            options: new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure, HoldBelow = holdBelow });
        foreach (var level in Enum.GetValues<LogEventLevel>()) Logger.Write(level, "x");
        Assert.Equal(writtenAtOnce, Sink.Events.Count);
    }

    [Theory]
    [InlineData(LogEventLevel.Information, 0)]
    [InlineData(LogEventLevel.Warning, 1)]
    public void TheEndRecordOfSuccessIsWrittenWhenItsLevelIsNotHeld(LogEventLevel completionLevel, int records)
    {
        Logger.RunTransaction(
            _ => Logger.Information("x"),
            options: new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure, CompletionLevel = completionLevel });
        Assert.Equal(records, Sink.Events.Count);
        Assert.All(Sink.Events, e => Assert.True(e.IsEnd()));
    }

    [Fact]
    public void AFailureRecordBelowHoldBelowIsStillWrittenLast()
    {
        Logger.BeginTransaction(
            options: new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure, ExceptionLevel = LogEventLevel.Debug })
            .Dispose();
        Assert.Equal([Transactional.Failed], Sink.Templates);
    }

    [Fact]
    public void HeldEventsKeepTheirTimePropertiesExceptionAndTrace()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var failure = new IOException("x");
        DateTimeOffset before, after;
        using (var transaction = Logger.BeginTransaction(options: Transactional.Held))
        {
            before = DateTimeOffset.Now;
            Logger.ForContext("Number", 1).Information(failure, "first {Name}", "a");
            after = DateTimeOffset.Now;
            activity.Stop();
            Eventually.True(() => DateTimeOffset.Now > after, "the clock to go on");
        }
        var held = Sink.Events[0];
        Assert.InRange(held.Timestamp, before, after);
        Assert.True(Sink.Last.Timestamp > after);
        Assert.Equal((activity.TraceId, activity.SpanId), (held.TraceId, held.SpanId));
        Assert.Equal((1, "a"), (held.Value("Number"), held.Value("Name")));
        Assert.Same(failure, held.Exception);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 3)]
    [InlineData(3, 4)]
    [InlineData(1, 5)]
    [InlineData(1000, 1500)]
    public void BeyondHeldLimitTheOldestEventsAreDiscardedAndTheEndRecordCountsThem(int limit, int records)
    {
        using (
            var transaction =
                Logger.BeginTransaction(options: new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure, HeldLimit = limit }))
        {
            for (var i = 0; i < records; i++) Logger.Information("{Number}", i);
        }
        var kept = Math.Min(limit, records);
        Assert.Equal(Enumerable.Range(records - kept, kept).Cast<object>(), Sink.Events.SkipLast(1).Select(e => e.Value("Number")));
        Assert.Equal(records > limit ? records - limit : null, Sink.Last.Value("DiscardedRecords"));
        Assert.Equal(kept, Sink.Last.Value("TransactionRecords"));
    }

    [Theory]
    [InlineData(TransactionMode.Grouped)]
    [InlineData(TransactionMode.HeldUntilFailure)]
    public void TheEventsOfATransactionAreOneBlockInTheFile(TransactionMode mode)
    {
        using var folder = new TempFolder();
        using (var log = Transactional.FileLogger(folder))
        {
            using var stop = new CancellationTokenSource();
            var others = Enumerable.Range(0, 3).Select(n => Hang.Start(() =>
            {
                while (!stop.IsCancellationRequested) log.Information("other");
            })).ToArray();
            for (var i = 0; i < 20; i++)
            {
                using var transaction = log.BeginTransaction(options: new LogTransactionOptions { Mode = mode });
                for (var j = 0; j < 50; j++) log.Information("{I}-{J}", i, j);
            }
            stop.Cancel();
            Hang.Join(others);
        }
        var lines = folder.Text("app.log").Split('\n');
        for (var i = 0; i < 20; i++)
        {
            var block = lines.AsSpan(Array.IndexOf(lines, $"{i}-0"), 51);
            Assert.Equal(Enumerable.Range(0, 50).Select(j => $"{i}-{j}"), block[..50].ToArray());
            Assert.StartsWith("Transaction ", block[50], StringComparison.Ordinal);
        }
    }
}
