using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// The meter of this library. Totals are read from the counters of the sinks when a listener collects them, and cost nothing until then.
/// </summary>
sealed class SinkMeter
{
    const string Prefix = "serilog.mtaio_file.";
    const string PathTag = "file.path", ReasonTag = "serilog.drop_reason", LevelTag = "serilog.level";

    readonly CollectedTotals _collected;
    readonly Histogram<double> _batchDuration;
    int _instruments;

    /// <param name="current">Reads the present totals of all paths.</param>
    /// <param name="queueFills">Reads how full the queues of all open paths are.</param>
    public SinkMeter(Func<KeyValuePair<string, Totals>[]> current, Func<IEnumerable<KeyValuePair<string, double>>> queueFills)
    {
        _collected = new CollectedTotals(current);
        var meter = new Meter("Serilog.Sinks.MtaioFile", typeof(SinkMeter).Assembly.GetName().Version?.ToString());
        Unloading.Run(meter.Dispose);
        Observe(meter, "event_accepted", "{event}", "Events that reached a sink.", s => s.Accepted);
        Observe(meter, "event_written", "{event}", "Events handed to the operating system whole.", s => s.Written);
        Observe(meter, "bytes_written", "By", "Bytes written to files.", s => s.Bytes);
        Observe(meter, "rotations", "{rotation}", "Rotations completed.", s => s.Rotations);
        Observe(meter, "failures", "{failure}", "Operations on files that failed, each attempt counted.", s => s.Failures);
        var (dropped, pending) = (_instruments++, _instruments++);
        meter.CreateObservableCounter(
            Prefix + "event_dropped", () => Dropped(dropped), "{event}", "Events that will not be written, by reason and level.");
        meter.CreateObservableUpDownCounter(
            Prefix + "queue_length", () => Measure(pending, s => s.Pending), "{event}", "Events that wait or are being written.");
        meter.CreateObservableGauge(
            Prefix + "queue_fill",
            () => queueFills().Select(f => new Measurement<double>(f.Value, new KeyValuePair<string, object?>(PathTag, f.Key))),
            "1",
            "How full the queue is, from 0 to 1, by its events or by their bytes.");
        _batchDuration = Histogram(meter, "batch_duration", "s", "How long it took to render and write a batch, retries included.");
    }

    /// <summary>Whether a listener collects the durations of batches.</summary>
    public bool TimesBatches => _batchDuration.Enabled;

    public void RecordBatch(string path, TimeSpan duration) =>
        _batchDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(PathTag, path));

    static Histogram<double> Histogram(Meter meter, string name, string unit, string description) =>
#if NET9_0_OR_GREATER
        // The usual boundaries of exporters are made for milliseconds.
        meter.CreateHistogram(
            Prefix + name,
            unit,
            description,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.001, 0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 600] });
#else
        meter.CreateHistogram<double>(Prefix + name, unit, description);
#endif

    void Observe(Meter meter, string name, string unit, string description, Func<Totals, long> value)
    {
        var instrument = _instruments++;
        meter.CreateObservableCounter(Prefix + name, () => Measure(instrument, value), unit, description);
    }

    Measurement<long>[] Measure(int instrument, Func<Totals, long> value) =>
        [.. _collected.For(instrument)
            .Select(t => new Measurement<long>(value(t.Value), new KeyValuePair<string, object?>(PathTag, t.Key)))];

    Measurement<long>[] Dropped(int instrument) =>
    [
        .. from totals in _collected.For(instrument)
           where !totals.Value.Dropped.IsZero
           from reason in DropCounts.Reasons
           from level in DropCounts.Levels
           let count = totals.Value.Dropped[reason, level]
           where count > 0
           let tags = new TagList { { PathTag, totals.Key }, { ReasonTag, NameOf(reason) }, { LevelTag, level.ToString() } }
           select new Measurement<long>(count, tags),
    ];

    static string NameOf(DropReason reason) => reason switch
    {
        DropReason.Overflow => "overflow",
        DropReason.Formatting => "formatting",
        DropReason.Failure => "failure",
        DropReason.Shutdown => "shutdown",
        DropReason.HoldLimit => "hold_limit",
        _ => "closed",
    };
}
