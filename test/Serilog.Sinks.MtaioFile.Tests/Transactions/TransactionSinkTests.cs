using System.Text.Json;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Transactions in front of one sink, several sinks, foreign sinks, and sinks that fail or are closed.</summary>
public sealed class TransactionSinkTests : LogUnderTest
{

    [Fact]
    public void EachSinkHoldsTheEventsThatItsLevelAdmits()
    {
        var (all, errors, apart) = (new CollectingSink(), new CollectingSink(), new CollectingSink());
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose().Enrich.FromLogContext()
            .WriteTo.MtaioTransactions(to => to.Sink(all))
            .WriteTo.MtaioTransactions(to => to.Sink(errors, LogEventLevel.Error))
            .WriteTo.Sink(apart)
            .WriteTo.MtaioFile(Folder["app.log"], Some.LineTemplate, restrictedToMinimumLevel: LogEventLevel.Information)
            .CreateLogger())
        {
            using var transaction = log.BeginTransaction(
                options: new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure, HoldBelow = LogEventLevel.Fatal });
            log.Debug("debug");
            log.Information("information");
            log.Error("error");
            Assert.Empty(all.Events);
            Assert.Equal(3, apart.Events.Count);
        }
        Assert.Equal(["debug", "information", "error", Transactional.Failed], all.Templates);
        Assert.Equal(["error", Transactional.Failed], errors.Templates);
        Assert.StartsWith("information\nerror\nTransaction ", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RecordsAreCountedOnceWhenSeveralSinksAndThreadsAreInvolved(bool fromLogContext)
    {
        using var bothAreInTheFirstSink = new Barrier(2);
        var (one, two) = (
            new CollectingSink(e => _ = e.IsEnd() || bothAreInTheFirstSink.SignalAndWait(TimeSpan.FromSeconds(30))), new CollectingSink());
        var configuration = new LoggerConfiguration()
            .WriteTo.MtaioTransactions(to => to.Sink(one))
            .WriteTo.MtaioTransactions(to => to.Sink(two));
        using var log = (fromLogContext ? configuration.Enrich.FromLogContext() : configuration).CreateLogger();
        log.RunTransaction(_ => Hang.Fails(() => log.Information("x"), () => log.Information("x")));
        Assert.Equal((3, 2), (two.Events.Count, two.Last.Value("TransactionRecords")));
    }

    /// <summary>A sink of the application may make events anew, to hide a value. Then a mark is a plain property.</summary>
    [Fact]
    public void EventsThatAreMadeAnewBeforeTheyReachTheFileKeepTheirMarks()
    {
        var sink = new CollectingSink();
        using var files = new LoggerConfiguration().WriteTo.MtaioTransactions(to => to.Sink(sink)).CreateLogger();
        static IEnumerable<LogEventProperty> Anew(LogEvent e) =>
            e.Properties.Select(p => new LogEventProperty(p.Key, new ScalarValue(((ScalarValue)p.Value).Value)));
        using var log = new LoggerConfiguration().Enrich.FromLogContext()
            .WriteTo.Sink(new CollectingSink(e => files.Write(new LogEvent(e.Timestamp, e.Level, e.Exception, e.MessageTemplate, Anew(e)))))
            .CreateLogger();
        log.RunTransaction(_ =>
        {
            log.Information("outer");
            log.RunTransaction(_ => log.Information("inner"));
        });
        Assert.Equal(4, sink.Events.Count);
        Assert.DoesNotContain(sink.Events, e => e.Properties.ContainsKey("_TransactionId"));
        Assert.Equal(2, sink.Events.Select(e => e.Value(Transactional.Id)).Distinct().Count());
    }

    [Fact]
    public void EventsAreHeldBehindASecondaryLogger()
    {
        var sink = new CollectingSink();
        using var log = new LoggerConfiguration().Enrich.FromLogContext()
            .WriteTo.Logger(l => l.WriteTo.MtaioTransactions(to => to.Sink(sink)))
            .CreateLogger();
        using (log.BeginTransaction(options: Transactional.Held))
        {
            log.Information("held");
            Assert.Empty(sink.Events);
        }
        Assert.Equal(["held", Transactional.Failed], sink.Templates);
    }

    [Fact]
    public void AnEventAtWhichASinkThrowsDoesNotLoseTheOthers()
    {
        var sink = new CollectingSink(e =>
        {
            if (e.MessageTemplate.Text == "bad") throw new IOException("no");
        });
        var second = new CollectingSink();
        using var log = new LoggerConfiguration()
            .WriteTo.Fallible(f => f.MtaioTransactions(to => to.Sink(sink)), Listener)
            .WriteTo.MtaioTransactions(to => to.Sink(second))
            .CreateLogger();
        using (log.BeginTransaction(options: Transactional.Held))
        {
            log.Information("bad");
            log.Information("good");
        }
        Assert.Equal(["bad", "good", Transactional.Failed], sink.Templates);
        Assert.Equal(["bad", "good", Transactional.Failed], second.Templates);
        Assert.Equal("bad", Assert.Single(Listener.EventsOf(LoggingFailureKind.Permanent)).MessageTemplate.Text);
    }

    [Fact]
    public void IfTheLoggerIsDisposedFirstItGetsTheHeldEventsAndTheEndIsReported()
    {
        var log = OpenPlain();
        var transaction = log.BeginTransaction(options: Transactional.Held);
        log.Information("held");
        log.Dispose();
        transaction.Dispose();
        Assert.Equal([Transactional.Failed], Listener.EventsOf(LoggingFailureKind.Final).Select(e => e.MessageTemplate.Text));
        Handle.ShouldHaveCounted(accepted: 2, dropped: 1, written: 1, pending: 0);
        Assert.Equal("held\n", Folder.Text("app.log"));
    }

    [Fact]
    public void AnAuditFileHasTheHeldEventsWhenTheTransactionHasEnded()
    {
        using var log = new LoggerConfiguration().AuditTo.MtaioFile(Folder["audit.log"], Some.LineTemplate).CreateLogger();
        using (log.BeginTransaction(options: Transactional.Held)) log.Information("held");
        Assert.StartsWith("held\nTransaction ", Folder.Text("audit.log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFailedAuditWriteThrowsUnlessTheBodyOfTheTransactionThrew(bool completes)
    {
        using var log = new LoggerConfiguration().Enrich.FromLogContext()
            .AuditTo.MtaioFile(new DelegateFormatter((_, _) => throw new FormatException("formatter")), Folder["audit.log"])
            .CreateLogger();
        var failure = new InvalidOperationException("body");
        var thrown = Record.Exception(() => log.RunTransaction(
            _ =>
            {
                log.Information("held");
                if (!completes) throw failure;
            },
            options: Transactional.Grouped));
        if (completes) Assert.IsType<FormatException>(Assert.IsType<AggregateException>(thrown).InnerException);
        else Assert.Same(failure, thrown);
        var sink = new CollectingSink();
        using var after = Transactional.Logger(sink);
        after.Information("after");
        Assert.Empty(Assert.Single(sink.Events).Properties);
    }

    [Fact]
    public async Task OfAHundredTransactionsTheTenThatFailAreWrittenWhole()
    {
        using (var log = new LoggerConfiguration().MinimumLevel.Debug().Enrich.FromLogContext()
            .WriteTo.MtaioJsonFile(Folder["app.clef"], formatter: new MtaioJsonFormatter())
            .CreateLogger())
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (n, _) =>
            {
                await using var transaction = log.BeginTransaction($"{n}", Transactional.Held);
                for (var i = 0; i < 20; i++)
                {
                    await Task.Yield();
                    log.Debug("step {Step} at {At}", i, DateTimeOffset.UtcNow.UtcTicks);
                }
                if (n % 2 == 0) log.Warning("warning");
                if (n % 10 != 0) transaction.Complete();
            });
        }
        var records = folderLines().Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(50, records.Count(r => r.GetProperty("level").GetString() == "WARNING"));
        Assert.Equal(50 + (10 * 21), records.Count);
        var blocks = records.Where(r => r.GetProperty("level").GetString() != "WARNING").ToList();
        for (var b = 0; b < 10; b++)
        {
            var block = blocks.GetRange(b * 21, 21);
            var name = Assert.Single(block.Select(r => r.GetProperty("TransactionName").GetString()).Distinct());
            Assert.EndsWith("0", name, StringComparison.Ordinal);
            Assert.Single(block.Select(r => r.GetProperty("TransactionId").GetString()).Distinct());
            Assert.Equal(Enumerable.Range(0, 20), block.Take(20).Select(r => r.GetProperty("Step").GetInt32()));
            Assert.All(block.Take(20), r => Assert.InRange(Delay(r), 0, TimeSpan.TicksPerMinute));
            Assert.Equal("Failed", block[20].GetProperty("TransactionOutcome").GetString());
            // Contiguous in the file, warnings of others included.
            Assert.Equal(20, records.IndexOf(block[20]) - records.IndexOf(block[0]));
        }

        string[] folderLines() => Folder.Text("app.clef").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        static long Delay(JsonElement record) =>
            record.GetProperty("timestamp").GetDateTimeOffset().UtcTicks - record.GetProperty("At").GetInt64();
    }
}
