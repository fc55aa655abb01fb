using System.Diagnostics.Metrics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>The metrics of a file agree with what is in the file.</summary>
public sealed class SinkMetricsTests : LogUnderTest
{
    readonly Metrics _metrics;

    public SinkMetricsTests() => _metrics = new Metrics(Folder["app.log"]);

    public override void Dispose()
    {
        _metrics.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task TheTotalsOfAPathAreTheSumsOfAllItsSinksOpenOrClosed()
    {
        for (var run = 1; run <= 3; run++)
        {
            using (var log = OpenRotating(maxBytes: 10))
            {
                for (var i = 0; i < 10; i++) log.Information("1234");
            }
            AssertTotals(run * 10);
        }
        var open = OpenPlain();
        open.Information("1234");
        await FlushAsync();
        AssertTotals(31);
    }

    void AssertTotals(int events)
    {
        var files = Directory.GetFiles(Folder.Path);
        var totals = _metrics.Read();
        Assert.Equal(files.Sum(f => new FileInfo(f).Length), totals["bytes_written"]);
        Assert.Equal(files.Length - 1, totals["rotations"]);
        Assert.Equal(
            (events, events, 0, 0),
            (totals["event_accepted"], totals["event_written"], totals["queue_length"], totals["failures"]));
        Assert.DoesNotContain(totals.Keys, k => k.StartsWith("event_dropped", StringComparison.Ordinal));
        Assert.NotEmpty(_metrics.Batches);
        Assert.All(_metrics.Batches, b => Assert.InRange(b, 0, 60));
    }

    [Fact]
    public void DropsAreCountedByReasonAndLevelAlsoAfterClosing()
    {
        using var gate = new GatedFormatter();
        var options = new MtaioFileOptions
        {
            FlushOnLevel = null,
            Batching = new() { QueueLimit = 2, Overflow = OverflowPolicy.DropNewest, Period = TimeSpan.FromHours(1) },
        };
        var log = OpenPlain(options, gate);
        log.Information("a");
        gate.AwaitWorker();
        LogEventLevel[] levels =
        [
            LogEventLevel.Debug, LogEventLevel.Debug, LogEventLevel.Warning, LogEventLevel.Fatal, LogEventLevel.Fatal,
        ];
        foreach (var level in levels) log.Write(level, "b");
        Assert.Equal((3, 1), (_metrics.Read()["queue_length"], _metrics.QueueFill));
        gate.Open();
        log.Dispose();
        log.Error("too late");
        log.Error("too late");
        var totals = _metrics.Read();
        Assert.Equal(
            (1, 2, 2),
            (totals["event_dropped overflow Warning"], totals["event_dropped overflow Fatal"], totals["event_dropped closed Error"]));
        Assert.Equal((8, 3, 0), (totals["event_accepted"], totals["event_written"], totals["queue_length"]));
        Assert.Null(_metrics.QueueFill);
        Assert.Equal(5, totals.Where(t => t.Key.StartsWith("event_dropped", StringComparison.Ordinal)).Sum(t => t.Value));
    }

    [Fact]
    public void AnAuditSinkIsMeasured()
    {
        using (var log = OpenAudit())
        {
            log.Information("a");
            Assert.Equal(1, _metrics.Read()["event_written"]);
        }
        Assert.Equal(2, _metrics.Read()["bytes_written"]);
    }

    [Fact]
    public void EachCollectionIsOfOneMoment()
    {
        var options = new MtaioFileOptions { Batching = new() { QueueLimit = 500, Overflow = OverflowPolicy.DropNewest } };
        using var log = OpenPlain(options);
        using var ended = new CancellationTokenSource();
        var producers = Enumerable.Range(0, 2).Select(_ => Hang.Start(() =>
        {
            while (!ended.IsCancellationRequested) log.Information("event");
        })).ToArray();
        for (var i = 0; i < 2_000; i++)
        {
            var totals = _metrics.Read();
            var dropped = totals.Where(t => t.Key.StartsWith("event_dropped", StringComparison.Ordinal)).Sum(t => t.Value);
            Assert.Equal(totals["event_accepted"], totals["event_written"] + dropped + totals["queue_length"]);
        }
        ended.Cancel();
        Hang.Join(producers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HeadersAndFootersAreCountedAsBytes(bool audit)
    {
        var options = new MtaioFileOptions { Hooks = new Frame() };
        using (var log = audit ? OpenAudit(options, maxBytes: 30) : OpenRotating(maxBytes: 30, options: options))
        {
            for (var i = 0; i < 20; i++) log.Information("1234");
        }
        var size = Directory.GetFiles(Folder.Path).Sum(f => new FileInfo(f).Length);
        Assert.Equal(size, _metrics.Read()["bytes_written"]);
        Assert.Equal(size, Handle.Statistics.Bytes);
    }

    [Fact]
    public void ManyShortLivedFilesDoNotLeaveASeriesEach()
    {
        const int Files = 300;
        var before = AllSeries();
        for (var i = 0; i < Files; i++)
        {
            using var log = Open.Logger(to => to.AuditTo.MtaioFile(new LineFormatter(), Folder[$"{i}.log"]));
            log.Information("1234");
        }
        var after = AllSeries();
        // Tests that run at the same time may open and close files too.
        Assert.InRange(after.Keys.Count(k => k.StartsWith(Folder.Path, StringComparison.Ordinal)), 0, 100);
        Assert.InRange(after.Values.Sum() - before.Values.Sum(), Files, long.MaxValue);
        Assert.Contains(after.Keys, k => k == "(other closed files)");
    }

    [Fact]
    public void AnAuditFileThatCannotBeOpenedIsNotCountedAsOpen()
    {
        for (var i = 0; i < 150; i++)
        {
            Folder.Write($"{i}.log", "");
            Assert.ThrowsAny<Exception>(() => Open.Logger(to => to.AuditTo.MtaioFile(new LineFormatter(), Folder[$"{i}.log/file"])));
        }
        Assert.InRange(AllSeries().Keys.Count(k => k.StartsWith(Folder.Path, StringComparison.Ordinal)), 0, 100);
    }

    /// <summary>The number of written events for every path.</summary>
    static Dictionary<string, long> AllSeries()
    {
        var series = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "serilog.mtaio_file.event_written") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => series[(string)tags[0].Value!] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return series;
    }

    sealed class Frame : MtaioFileHooks
    {
        public override void OnFileOpened(string path, TextWriter header) => header.Write("# header\n");

        public override void OnRotating(string path, TextWriter footer) => footer.Write("# footer\n");
    }
}
