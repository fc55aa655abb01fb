using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;

/// <summary>What it takes to collect the metrics of all sinks once. Only ours publish metrics.</summary>
static class MetricsCollection
{
    const int Collections = 5;

    /// <summary>Measures, if there are metrics.</summary>
    /// <param name="values">Takes the results.</param>
    /// <param name="useOneMore">Uses one more sink: a meter may be made only when somebody listens.</param>
    public static void Measure(Dictionary<string, double> values, Action useOneMore)
    {
        using var listener = new MeterListener();
        var instruments = 0;
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name != "Serilog.Sinks.MtaioFile") return;
            instruments++;
            l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        listener.Start();
        useOneMore();
        if (instruments == 0) return;
        listener.RecordObservableInstruments();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Collections; i++) listener.RecordObservableInstruments();
        values[ManySinksMetric.CollectMetrics] = Stopwatch.GetElapsedTime(start).TotalMilliseconds / Collections;
        values[ManySinksMetric.CollectMetricsBytes] = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)Collections;
    }
}
