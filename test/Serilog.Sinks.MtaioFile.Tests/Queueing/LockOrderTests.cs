using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>
/// A producer that encodes ahead renders events of other threads while its caller holds locks of the application. It therefore renders
/// nothing that runs code of the application, which may need other locks.
/// </summary>
public sealed class LockOrderTests : LogUnderTest
{
    const int SliceSize = 4;

    static readonly MessageTemplate Template = new MessageTemplateParser().Parse("{Value}");

    readonly object _l = new();
    readonly object _m = new();
    readonly AppendGate _disk = new();

    public override void Dispose()
    {
        _disk.Dispose();
        base.Dispose();
    }

    public static TheoryData<string> Kinds => ["exception", "inner exception", "scalar", "structure", "sequence", "key", "value"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AProducerUnderALockOfTheApplicationRendersNoCodeOfTheApplication(string kind)
    {
        var options = new MtaioFileOptions { FlushOnLevel = null, Batching = new() { BatchSizeLimit = SliceSize } };
        using var log = OpenJson(options, fileSystem: _disk.FileSystem);
        log.Information("hangs");
        _disk.AwaitWorker();
        for (var i = 0; i < SliceSize * 20; i++) log.Information("{Number}", i);
        log.Write(EventThatTakesM(kind));
        using var hasM = new ManualResetEventSlim();
        using var hasL = new ManualResetEventSlim();
        Hang.Fails(
            () =>
            {
                lock (_m)
                {
                    hasM.Set();
                    hasL.Wait();
                    lock (_l) log.Information("M, then L");
                }
            },
            () =>
            {
                lock (_l)
                {
                    hasM.Wait();
                    hasL.Set();
                    for (var i = 1; i < SliceSize; i++) log.Information("L alone");
                }
            });
        _disk.Open();
        log.Dispose();
        Handle.ShouldHaveCounted(accepted: (SliceSize * 21) + 2, written: (SliceSize * 21) + 2, dropped: 0, pending: 0);
    }

    LogEvent EventThatTakesM(string kind)
    {
        var value = new ScalarValue(new TakingM(_m));
        var exception = kind switch
        {
            "exception" => new ExceptionTakingM(_m),
            "inner exception" => new InvalidOperationException("outer", new ExceptionTakingM(_m)),
            _ => (Exception?)null,
        };
        LogEventPropertyValue property = kind switch
        {
            "scalar" => value,
            "structure" => new StructureValue([new("Inner", value)]),
            "sequence" => new SequenceValue([new ScalarValue(1), value]),
            "key" => new DictionaryValue([new(value, new ScalarValue(1))]),
            "value" => new DictionaryValue([new(new ScalarValue(1), value)]),
            _ => new ScalarValue("plain"),
        };
        return new LogEvent(DateTimeOffset.UtcNow, LogEventLevel.Error, exception, Template, [new("Value", property)]);
    }

    sealed class TakingM(object m) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

        public override string ToString()
        {
            lock (m) return "value";
        }
    }

    sealed class ExceptionTakingM(object m) : Exception
    {
        public override string Message
        {
            get
            {
                lock (m) return "message";
            }
        }
    }
}
