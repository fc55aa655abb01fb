using System.Runtime.CompilerServices;
using CsCheck;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Held records that are written before the end of their transaction, so that none is lost and none waits for ever.</summary>
public sealed class EarlyWritingTests : LogUnderTest
{
    readonly CollectingSink _sink = new();

    [Theory]
    [InlineData(1_000, 1_501)]
    [InlineData(2, 5)]
    [InlineData(1, 3)]
    public void AGroupLongerThanHeldLimitIsWrittenWhole(int limit, int records)
    {
        using var log = Transactional.Logger(_sink);
        using (var transaction = log.BeginTransaction(options: Grouped(limit)))
        {
            for (var i = 0; i < records; i++) log.Write(i == 0 ? LogEventLevel.Error : LogEventLevel.Debug, "{Number}", i);
            Assert.Equal(records / limit * limit, _sink.Events.Count);
            transaction.Complete();
        }
        Assert.Equal(Enumerable.Range(0, records).Cast<object>(), _sink.Events.SkipLast(1).Select(e => e.Value("Number")));
        Assert.Equal((records, null), (_sink.Last.Value("TransactionRecords"), _sink.Last.Value("DiscardedRecords")));
    }

    [Fact]
    public void EachPartOfALongGroupIsOneBlock()
    {
        using (var log = Transactional.FileLogger(Folder))
        {
            log.RunTransaction(
                _ =>
                {
                    for (var i = 0; i < 50; i++)
                    {
                        log.Information("in {Number}", i);
                        Task.Factory.StartNew(() => { }, TaskCreationOptions.LongRunning).Wait();
                        Outside(log, "out");
                    }
                },
                options: Grouped(limit: 10));
        }
        var lines = Lines();
        var blocks = lines.Index().Where(l => l.Item.StartsWith("in ", StringComparison.Ordinal)).Select(l => l.Index).ToArray();
        Assert.Equal(50, blocks.Length);
        Assert.All(blocks.Chunk(10), block => Assert.Equal(9, block[^1] - block[0]));
    }

    [Fact]
    public void AFatalRecordIsWrittenAtOnceWithThoseBeforeIt()
    {
        var options = new MtaioFileOptions { Batching = { Period = TimeSpan.FromMinutes(10), EagerlyEmitFirstEvent = false } };
        using var log = Transactional.FileLogger(Folder, options: options);
        using var transaction = log.BeginTransaction(options: Transactional.Grouped);
        log.Information("before");
        log.Fatal("fatal");
        log.Information("after");
        Assert.Equal(["before", "fatal"], Lines());
    }

    [Fact]
    public void RecordsThatAreHeldForTooLongAreWritten()
    {
        using var log = Transactional.Logger(_sink);
        using var transaction = log.BeginTransaction(
            options: new LogTransactionOptions { Mode = TransactionMode.Grouped, HeldTimeLimit = TimeSpan.FromMilliseconds(1) });
        log.Information("first");
        Eventually.True(() => _sink.Messages is ["first"], "the first record");
        log.Information("second");
        Eventually.True(() => _sink.Messages is ["first", "second"], "the second record");
        transaction.Complete();
        transaction.Dispose();
        Assert.Equal(2, _sink.Last.Value("TransactionRecords"));
    }

    [Theory]
    [InlineData(TransactionMode.Grouped)]
    [InlineData(TransactionMode.HeldUntilFailure)]
    [InlineData(TransactionMode.Written)]
    public void ATransactionThatCannotBeDisposedAnyMoreEnds(TransactionMode mode)
    {
        using var log = Transactional.Logger(_sink);
        Forget(log, mode);
        Eventually.True(
            () =>
            {
                GC.Collect();
                return _sink.Messages is ["inside", var end] && end.EndsWith("failed: it was never disposed", StringComparison.Ordinal);
            },
            () => $"the end in {string.Join('\n', _sink.Messages)}");
        log.Information("outside");
        Assert.Equal("outside", _sink.Messages[^1]);
        Assert.Null(_sink.Last.Value(Transactional.Id));
    }

    [Theory]
    [InlineData(TransactionMode.Grouped, false)]
    [InlineData(TransactionMode.Grouped, true)]
    [InlineData(TransactionMode.HeldUntilFailure, false)]
    [InlineData(TransactionMode.HeldUntilFailure, true)]
    public async Task ASinkGetsWhatIsHeldForItBeforeItIsClosed(TransactionMode mode, bool byHandle)
    {
        using var other = Transactional.Logger(_sink);
        var log = OpenPlain();
        using (var transaction = other.BeginTransaction(options: new LogTransactionOptions { Mode = mode }))
        {
            log.Information("held");
            other.Information("of another sink");
            log.WriteBatch(LogEventLevel.Information, ["batch"]);
            if (byHandle) await Handle.CloseAsync();
            else await log.DisposeAsync();
            Assert.Equal(["held", "batch"], Lines());
            Assert.Empty(_sink.Events);
            log.Information("late");
            transaction.Fail();
        }
        Assert.Equal(["held", "batch"], Lines());
        Assert.Equal(["of another sink", Transactional.Failed], _sink.Templates);
        Handle.ShouldHaveCounted(accepted: 3, written: 2, droppedAfterClose: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnAuditSinkAndAForeignSinkGetWhatIsHeldForThemBeforeTheyAreClosed(bool audit)
    {
        using var scope = Transactional.Logger(_sink);
        var lines = new List<string>();
        var sink = new ClosingSink(lines);
        var log = audit
            ? new LoggerConfiguration().AuditTo.MtaioFile(LogPath, Some.LineTemplate).CreateLogger()
            : new LoggerConfiguration().WriteTo.MtaioTransactions(to => to.Sink(sink)).CreateLogger();
        using var transaction = scope.BeginTransaction(options: Transactional.Grouped);
        log.Information("held");
        log.Dispose();
        Assert.Equal(audit ? "held" : "held, closed", string.Join(", ", audit ? Lines() : lines));
    }

    [Fact]
    public void ABatchIsWrittenInBlocksOfAThousandWhileItIsEnumerated()
    {
        using var log = Transactional.Logger(_sink);
        var most = 0;
        IEnumerable<string> Messages()
        {
            for (var i = 0; i < 10_000; i++)
            {
                most = Math.Max(most, i - _sink.Events.Count);
                yield return $"{i}";
            }
        }

        log.WriteBatch(LogEventLevel.Fatal, Messages());
        Assert.InRange(most, 1, 1_000);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"{i}"), _sink.Messages);
    }

    /// <summary>Threads of one flow fill the group together. No record is lost, and each thread's records keep their order.</summary>
    [Fact]
    public void RecordsOfManyThreadsKeepTheirOrderWhenTheyAreWrittenEarly() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[2, 4], Gen.Int[0, 300]).Sample(
            (limit, threads, records) =>
            {
                var sink = new CollectingSink();
                using var log = Transactional.Logger(sink);
                log.RunTransaction(
                    _ => Hang.Fails([.. Enumerable.Range(0, threads).Select(thread => (Action)(() =>
                    {
                        for (var i = 0; i < records; i++) log.Information("{Thread} {Number}", thread, i);
                    }))]),
                    options: Grouped(limit));
                var byThread = sink.Events.SkipLast(1).ToLookup(e => (int)e.Value("Thread")!, e => (int)e.Value("Number")!);
                Assert.All(Enumerable.Range(0, threads), thread => Assert.Equal(Enumerable.Range(0, records), byThread[thread]));
                Assert.Equal(threads * records, sink.Last.Value("TransactionRecords"));
            },
            iter: Place.SamplesOfFiles(100));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatAFailedTransactionHasDiscardedIsCountedAndTold(bool completes)
    {
        var log = OpenPlain();
        var options = new LogTransactionOptions
        {
            Mode = TransactionMode.HeldUntilFailure,
            HeldLimit = 10,
            HoldBelow = LogEventLevel.Fatal,
        };
        using (var transaction = log.BeginTransaction(options: options))
        {
            for (var i = 0; i < 25; i++) log.Write(i < 5 ? LogEventLevel.Error : LogEventLevel.Information, "{Number}", i);
            if (completes) transaction.Complete();
        }
        log.Dispose();
        if (completes)
        {
            Handle.ShouldHaveCounted(accepted: 0, dropped: 0, droppedByHoldLimit: 0);
            Assert.Empty(Listener.Failures);
            return;
        }
        Handle.ShouldHaveCounted(accepted: 26, written: 11, dropped: 15, droppedByHoldLimit: 15, pending: 0);
        var told = Assert.Single(Listener.Failures);
        Assert.Equal(LoggingFailureKind.Permanent, told.Kind);
        Assert.StartsWith("discarded 15 of the records held for transaction ", told.Message, StringComparison.Ordinal);
    }

    string[] Lines() => FileInUse.Lines(LogPath);

    static LogTransactionOptions Grouped(int limit) => new() { Mode = TransactionMode.Grouped, HeldLimit = limit };

    static void Outside(ILogger log, string message)
    {
        using (ExecutionContext.SuppressFlow()) Task.Run(() => log.Information(message)).Wait();
    }

    /// <summary>In a method of its own, so that nothing refers to the transaction when it has returned.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Forget(ILogger log, TransactionMode mode)
    {
        log.BeginTransaction(options: new LogTransactionOptions { Mode = mode });
        log.Information("inside");
    }

    sealed class ClosingSink(List<string> lines) : ILogEventSink, IDisposable
    {
        public void Emit(LogEvent logEvent) => lines.Add(logEvent.RenderMessage());

        public void Dispose() => lines.Add("closed");
    }
}
