using BenchmarkDotNet.Attributes;
using Microsoft.Win32.SafeHandles;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;
using Serilog.Sinks.MtaioFile.Writing;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Micro;

/// <summary>From a slice of events to a file, against writing as many bytes; the files begin anew with each iteration.</summary>
[InvocationCount(1024)]
public class BatchWriteBenchmarks
{
    readonly LogEvent[] _events = BenchmarkEvents.Create();
    readonly byte[] _bytes = new byte[BenchmarkEvents.Count * SampleEvent.LineBytes];
    ScratchFolder _folder = null!;
    LogFileWriter _writer = null!;
    SafeFileHandle _file = null!;
    long _length;

    [IterationSetup]
    public void Open()
    {
        _folder = new ScratchFolder(null);
        var formatter = OutputTemplate.Formatter(SampleEvent.OutputTemplate, formatProvider: null);
        var plan = SinkPlan.Plain(_folder.LogPath, formatter, maxBytes: null, backupCount: null, options: null);
        _writer = new SinkParts(plan, PhysicalFileSystem.Instance).Writer;
        _file = System.IO.File.OpenHandle(Path.Combine(_folder.FullPath, "raw.log"), FileMode.Create, FileAccess.Write);
        _length = 0;
    }

    [IterationCleanup]
    public void Close()
    {
        _writer.Dispose();
        _file.Dispose();
        _folder.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = BenchmarkEvents.Count)]
    public void RawWrite()
    {
        RandomAccess.Write(_file, _bytes, _length);
        _length += _bytes.Length;
    }

    [Benchmark(OperationsPerInvoke = BenchmarkEvents.Count)]
    public Task LogFileWriter() => _writer.EmitBatchAsync(_events);
}
