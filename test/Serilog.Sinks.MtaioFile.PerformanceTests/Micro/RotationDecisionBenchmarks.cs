using BenchmarkDotNet.Attributes;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Micro;

/// <summary>Whether a file is to be rotated, by size and by time.</summary>
public class RotationDecisionBenchmarks
{
    readonly SizeLimit _size = new(MaxBytes: 10_000_000);
    readonly PeriodTracker _period = new(new RotationCalendar(RotationInterval.Day, TimeZoneInfo.Local));
    DateTimeOffset _now;
    long _length;

    [GlobalSetup]
    public void Begin()
    {
        _now = TimeProvider.System.GetLocalNow();
        _period.Begin(_now, _now);
        _length = 5_000_000;
    }

    [Benchmark]
    public bool BySize() => _size.IsDue(_length++, SampleEvent.LineBytes);

    [Benchmark]
    public bool ByTime() => _period.HasEnded(_now);
}
