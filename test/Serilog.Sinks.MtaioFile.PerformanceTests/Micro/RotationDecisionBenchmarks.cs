using BenchmarkDotNet.Attributes;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Micro;

/// <summary>Whether a file is to be rotated, by size and by time.</summary>
public class RotationDecisionBenchmarks
{
    readonly RotationPolicy _policy = new(MaxBytes: 10_000_000, BackupCount: 5);
    readonly RotationSchedule _schedule = new(new RotationCalendar(RotationInterval.Day, TimeZoneInfo.Local));
    DateTimeOffset _now;
    long _length;

    [GlobalSetup]
    public void Begin()
    {
        _now = TimeProvider.System.GetLocalNow();
        _schedule.Begin(_now, _now);
        _length = 5_000_000;
    }

    [Benchmark]
    public bool BySize() => _policy.IsDue(_length++, SampleEvent.LineBytes);

    [Benchmark]
    public bool ByTime() => _schedule.IsOver(_now);
}
