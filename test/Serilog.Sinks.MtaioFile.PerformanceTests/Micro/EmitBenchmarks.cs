using BenchmarkDotNet.Attributes;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Micro;

/// <summary>A call while the queue has room: so many as fit, and what was queued is written between the iterations.</summary>
[InvocationCount(1)]
public class EmitBenchmarks
{
    const int Calls = 8_000;

    readonly MtaioFileHandle _handle = new();
    ScratchFolder _folder = null!;
    Logger _null = null!;
    Logger _ours = null!;

    [GlobalSetup]
    public void Open()
    {
        _folder = new ScratchFolder(null);
        _null = new LoggerConfiguration().WriteTo.Sink(new NullSink()).CreateLogger();
        _ours = new LoggerConfiguration()
            .WriteTo.MtaioFile(_folder.LogPath, options: new MtaioFileOptions { Handle = _handle }, maxBytes: null)
            .CreateLogger();
    }

    [IterationCleanup]
    public void Flush() => _handle.FlushAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Close()
    {
        _ours.Dispose();
        _folder.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void NullSink() => Log(_null);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void MtaioFile() => Log(_ours);

    static void Log(Logger log)
    {
        for (var i = 0; i < Calls; i++)
        {
            var number = SampleEvent.FirstNumber + i;
            log.Information(SampleEvent.Template, number, SampleEvent.Customer, SampleEvent.Elapsed(number));
        }
    }
}
