using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>What the archives of a sink cost while nothing happens: there may be thousands of sinks.</summary>
[Collection(ProcessWideState.Name)]
public sealed class IdleArchivesTests
{
    const int Sinks = 1000;

    [Theory]
    [InlineData(31, false, 1300)]
    [InlineData(null, false, 1500)]
    [InlineData(31, true, 1400)]
    public void TheArchivesOfAnIdleSinkCostLittleMemory(int? backupCount, bool compresses, int mostBytes)
    {
        using var folder = new TempFolder();
        var options = new RotationOptions { Compression = compresses ? ArchiveCompression.GZip : ArchiveCompression.None };
        var rotation = new RotationPlan(10_000, backupCount, RotationInterval.None, options);
        var plans = Range(i => SinkPlan.Rotating(folder[$"tenant{i}.log"], new LineFormatter(), rotation, options: null));
        var gates = Range(i => PathGate.For(plans[i].Path.Path, shared: false));
        var contexts = Range(i => new SinkContext(plans[i].Path.Path, TimeProvider.System));
        var calendar = new RotationCalendar(RotationInterval.None, TimeZoneInfo.Utc);
        Parts(0);
        // Buffers that sinks of other tests have left may be released during one of the attempts.
        var bytes = Enumerable.Range(0, 3).Max(_ => BytesOf(() => Range(Parts)) / Sinks);
        foreach (var gate in gates) gate.Dispose();
        foreach (var context in contexts) context.Counters.Retire();
        Assert.InRange(bytes, 1, mostBytes);

        ArchivingParts Parts(int i) =>
            new(plans[i], plans[i].Rotation!, calendar, PhysicalFileSystem.Instance, gates[i], contexts[i]);
    }

    static long BytesOf(Func<object> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var made = make();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(made);
        return bytes;
    }

    static T[] Range<T>(Func<int, T> make) => [.. Enumerable.Range(0, Sinks).Select(make)];
}
