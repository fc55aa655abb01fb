using BenchmarkDotNet.Attributes;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Micro;

/// <summary>What a call costs that returns only when the operating system has its event, against a call that queues the event.</summary>
[InvocationCount(1)]
public class WaitingBenchmarks
{
    const int Calls = 2_000;

    readonly MtaioFileHandle _handle = new();
    ScratchFolder _folder = null!;
    Logger _queued = null!;
    Logger _flushOnLevel = null!;
    Logger _audit = null!;
    Logger _serilogFile = null!;

    [GlobalSetup]
    public void Open()
    {
        _folder = new ScratchFolder(null);
        _queued = Logger(to => to.WriteTo.MtaioFile(
            PathOf("queued"), options: new MtaioFileOptions { Handle = _handle }, maxBytes: null));
        _flushOnLevel = Logger(to => to.WriteTo.MtaioFile(
            PathOf("flushed"), options: new MtaioFileOptions { FlushOnLevel = LogEventLevel.Information }, maxBytes: null));
        _audit = Logger(to => to.AuditTo.MtaioFile(PathOf("audit"), maxBytes: null));
        _serilogFile = Logger(to => to.WriteTo.File(PathOf("file"), fileSizeLimitBytes: null));
    }

    [IterationCleanup]
    public void Flush() => _handle.FlushAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Close()
    {
        foreach (var log in (Logger[])[_queued, _flushOnLevel, _audit, _serilogFile]) log.Dispose();
        _folder.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void Queued() => Log(_queued);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void FlushOnLevel() => Log(_flushOnLevel);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void AuditTo() => Log(_audit);

    /// <summary>The sink of Serilog.Sinks.File, unbuffered.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void SerilogFile() => Log(_serilogFile);

    static Logger Logger(Func<LoggerConfiguration, LoggerConfiguration> configure) => configure(new LoggerConfiguration()).CreateLogger();

    static void Log(Logger log)
    {
        for (var i = 0; i < Calls; i++)
        {
            var number = SampleEvent.FirstNumber + i;
            log.Information(SampleEvent.Template, number, SampleEvent.Customer, SampleEvent.Elapsed(number));
        }
    }

    string PathOf(string name) => Path.Combine(_folder.FullPath, $"{name}.log");
}
