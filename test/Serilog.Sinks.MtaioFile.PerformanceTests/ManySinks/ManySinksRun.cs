using System.Diagnostics;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;

/// <summary>The child that lets the sinks of one contender come, log and go.</summary>
sealed class ManySinksRun(string contender, string folder, int sinks, int shortLived)
{
    public const string Command = "many-sinks-run";

    const int Events = 100;
    const int WarmUpSinks = 20;
    const int Collections = 20;

    readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    public static Dictionary<string, double> Run(Arguments arguments)
    {
        var (contender, folder) = (arguments.Word(0), arguments.Text("--path")!);
        using var other = new ScratchFolder(folder);
        new ManySinksRun(contender, other.FullPath, WarmUpSinks, WarmUpSinks).Measure();
        return new ManySinksRun(contender, folder, arguments.Number("--sinks", 0), arguments.Number("--short-lived", 0)).Measure();
    }

    Dictionary<string, double> Measure()
    {
        var heapBefore = Heap();
        SinkFleet? fleet = null;
        Time(ManySinksMetric.Create, () => fleet = SinkFleet.Create(contender, folder, sinks));
        using (fleet)
        {
            _values[ManySinksMetric.UnusedHeap] = (Heap() - heapBefore) / sinks;
            Log(fleet!, first: 0, 1, ManySinksMetric.FirstCalls, ManySinksMetric.FirstOnDisk);
            _values[ManySinksMetric.IdleHeap] = (Heap() - heapBefore) / sinks;
            Log(fleet!, first: 1, Events, ManySinksMetric.Calls, ManySinksMetric.OnDisk);
            _values[ManySinksMetric.Threads] = ProcessStatus.Threads();
            _values[ManySinksMetric.Pause] = PauseMicroseconds();
            MetricsCollection.Measure(_values, () => fleet!.UseOnce(sinks + shortLived));
            Time(ManySinksMetric.ShortLived, UseShortLived);
            _values[ManySinksMetric.ShortLived] *= 1000.0 / shortLived;
            Time(ManySinksMetric.DisposeAll, () => fleet!.Dispose());
        }
        return _values;

        void UseShortLived()
        {
            for (var i = 0; i < shortLived; i++) fleet!.UseOnce(sinks + i);
        }
    }

    void Log(SinkFleet fleet, int first, int events, string calls, string onDisk)
    {
        var start = Stopwatch.GetTimestamp();
        for (var number = first; number < first + events; number++)
        {
            for (var sink = 0; sink < sinks; sink++) fleet.Write(sink, SampleEvent.FirstNumber + number);
        }
        _values[calls] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        FilesOnDisk.WaitFor(folder, sinks, first + events);
        _values[onDisk] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    void Time(string metric, Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        _values[metric] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    static double Heap() => GC.GetTotalMemory(forceFullCollection: true);

    static double PauseMicroseconds()
    {
        var before = GC.GetTotalPauseDuration();
        for (var i = 0; i < Collections; i++) GC.Collect(0);
        return (GC.GetTotalPauseDuration() - before).TotalMicroseconds / Collections;
    }
}
