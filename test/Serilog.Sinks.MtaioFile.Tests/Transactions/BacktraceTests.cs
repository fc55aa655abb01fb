using System.Diagnostics;
using CsCheck;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Detailed records that are kept in memory and written only before a record that shows trouble.</summary>
public sealed class BacktraceTests : LogUnderTest
{
    readonly CollectingSink _sink = new();

    [Fact]
    public void TheLastRecordsAreWrittenBeforeTheFirstError()
    {
        using (var log = Backtraced(to => to.MtaioFile(LogPath, Some.LineTemplate), limit: 3))
        {
            for (var i = 0; i < 5; i++) log.Debug("debug {Number}", i);
            log.Information("information");
            log.Warning("warning");
            log.Error("error");
            log.Debug("later");
            log.Error("second");
            log.Verbose("discarded");
        }
        string[] expected = ["information", "warning", "debug 2", "debug 3", "debug 4", "error", "later", "second"];
        Assert.Equal(expected, FileInUse.Lines(LogPath));
    }

    [Fact]
    public void WithTheScopeTraceOnlyTheRecordsOfTheTraceAreWritten()
    {
        using var log = Backtraced(to => to.Sink(_sink), scope: BacktraceScope.Trace);
        using (Begin("a"))
        {
            log.Debug("a1");
            using (Begin("b"))
            {
                log.Debug("b1");
                log.Error("b!");
            }
            log.Debug("a2");
        }
        log.Debug("none");
        log.Error("none!");
        Assert.Equal(["b1", "b!", "none", "none!"], _sink.Messages);

        static Activity Begin(string name) => new Activity(name).SetIdFormat(ActivityIdFormat.W3C).SetParentId(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom()).Start();
    }

    [Fact]
    public void AtMostAThousandTracesAreKeptAndTheIdlestGoesFirst()
    {
        using var log = Backtraced(to => to.Sink(_sink), scope: BacktraceScope.Trace);
        var traces = Enumerable.Range(0, 1_001).Select(_ => ActivityTraceId.CreateRandom()).ToArray();
        foreach (var trace in traces[..1_000]) log.Write(Event(LogEventLevel.Debug, trace));
        log.Write(Event(LogEventLevel.Debug, traces[0]));
        log.Write(Event(LogEventLevel.Debug, traces[1_000]));
        foreach (var trace in traces) log.Write(Event(LogEventLevel.Error, trace));
        Assert.Equal(2 + 998 + 1 + 1_001, _sink.Events.Count);
        Assert.DoesNotContain(_sink.Events, e => e.TraceId == traces[1] && e.Level == LogEventLevel.Debug);
    }

    [Fact]
    public void AKeptRecordBelongsToTheTransactionInWhichItWasLogged()
    {
        using var log = Backtraced(to => to.MtaioTransactions(t => t.Sink(_sink)));
        log.Debug("outside");
        Guid first, second;
        using (var transaction = log.BeginTransaction())
        {
            first = transaction.Id;
            log.Debug("inside");
        }
        using (var transaction = log.BeginTransaction())
        {
            second = transaction.Id;
            log.Error("error");
        }
        var ids = _sink.Events.Where(e => !e.IsEnd()).Select(e => (e.MessageTemplate.Text, e.Value(Transactional.Id)));
        Assert.Equal([("outside", null), ("inside", first), ("error", second)], ids.TakeLast(3));
    }

    [Fact]
    public void TheKeptRecordsAndTheErrorAreOneBlock()
    {
        using (var log = Backtraced(to => to.MtaioFile(LogPath, Some.LineTemplate), limit: 5))
        {
            using var stop = new CancellationTokenSource();
            var other = Hang.Start(() =>
            {
                while (!stop.IsCancellationRequested) log.Information("other");
            });
            for (var i = 0; i < 200; i++)
            {
                log.Debug("kept");
                log.Debug("kept");
                log.Error("error");
            }
            stop.Cancel();
            Hang.Join(other);
        }
        var lines = FileInUse.Lines(LogPath);
        var errors = lines.Index().Where(l => l.Item == "error").Select(l => l.Index).ToArray();
        Assert.Equal(200, errors.Length);
        Assert.All(errors, at => Assert.Equal(["kept", "kept"], lines[(at - 2)..at]));
    }

    [RequiresTheory("kill")]
    [InlineData("throw", 5)]
    [InlineData("exit", 0)]
    public void WhatIsKeptIsWrittenWhenAnExceptionEndsTheProcess(string end, int written)
    {
        using var process = WriterProcess.Start($"open path={LogPath} kind=backtrace", "write 5", end);
        process.AwaitExit();
        Assert.Equal(written, Folder.Names.Length == 0 ? 0 : NumberedFiles.Read(LogPath).Numbers.Count);
    }

    /// <summary>A model: a queue of the last records, emptied by each record at the trigger level.</summary>
    [Fact]
    public void ForAnyRecordsTheSinkWritesWhatTheModelWrites() =>
        Gen.Select(Gen.Int[1, 5], Gen.Enum<LogEventLevel>(), Gen.Enum<LogEventLevel>(), Gen.Enum<LogEventLevel>().Array[0, 30]).Sample(
            (limit, one, two, levels) =>
            {
                var (keptBelow, trigger) = one < two ? (one, two) : (two, one);
                var sink = new CollectingSink();
                using var log = new LoggerConfiguration().MinimumLevel.Verbose()
                    .WriteTo.MtaioBacktrace(to => to.Sink(sink), limit, keptBelow, trigger).CreateLogger();
                List<string> expected = [];
                Queue<string> kept = [];
                foreach (var (number, level) in levels.Index())
                {
                    log.Write(level, "{Number}", number);
                    if (level < keptBelow)
                    {
                        kept.Enqueue($"{number}");
                        if (kept.Count > limit) kept.Dequeue();
                        continue;
                    }
                    if (level >= trigger)
                    {
                        expected.AddRange(kept);
                        kept.Clear();
                    }
                    expected.Add($"{number}");
                }
                Assert.Equal(expected, sink.Messages);
            });

    [Fact]
    public void ArgumentsOutOfRangeAreRefusedByName()
    {
        static void Refuses(string name, Action<LoggerConfiguration> configure) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => configure(new LoggerConfiguration())).ParamName);

        Refuses("limit", c => c.WriteTo.MtaioBacktrace(_ => { }, limit: 0));
        Refuses("trigger", c => c.WriteTo.MtaioBacktrace(_ => { }, trigger: LogEventLevel.Debug));
        Refuses("scope", c => c.WriteTo.MtaioBacktrace(_ => { }, scope: (BacktraceScope)7));
    }

    static Logger Backtraced(
        Action<Configuration.LoggerSinkConfiguration> to, int limit = 100, BacktraceScope scope = BacktraceScope.Sink) =>
        new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.MtaioBacktrace(to, limit, scope: scope).CreateLogger();

    static LogEvent Event(LogEventLevel level, ActivityTraceId trace) =>
        new(DateTimeOffset.Now, level, exception: null, MessageTemplate.Empty, [], trace, ActivitySpanId.CreateRandom());
}
