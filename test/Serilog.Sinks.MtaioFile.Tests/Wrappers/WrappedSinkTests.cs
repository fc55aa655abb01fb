using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Wrappers;

/// <summary>Disposing the root logger writes the queued events of a sink inside each wrapper of Serilog.</summary>
public sealed class WrappedSinkTests : LogUnderTest
{
    static readonly Dictionary<string, Func<LoggerSinkConfiguration, Action<LoggerSinkConfiguration>, LoggerConfiguration>> Wrappers = new()
    {
        ["none"] = (w, sink) => Plain(w, sink),
        ["Logger"] = (w, sink) => w.Logger(c => sink(c.WriteTo)),
        ["Logger of a level"] = (w, sink) => w.Logger(c => sink(c.WriteTo), LevelAlias.Minimum, new LoggingLevelSwitch()),
        ["Conditional"] = (w, sink) => w.Conditional(_ => true, sink),
        ["Async"] = (w, sink) => w.Async(sink),
        ["Async in Logger"] = (w, sink) => w.Logger(c => c.WriteTo.Async(sink)),
        ["Fallible"] = (w, sink) => w.Fallible(sink, new CollectingFailureListener()),
        ["FallbackChain"] = (w, sink) => w.FallbackChain(sink, f => f.Sink(new DiscardingSink())),
    };

    public static TheoryData<string> Names() => [.. Wrappers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void DisposingTheRootLoggerWritesQueuedEvents(string wrapper)
    {
        using (var log = Create(wrapper, Folder)) Write(log);
        AssertWritten(Folder);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task DisposingTheRootLoggerAsynchronouslyWritesQueuedEvents(string wrapper)
    {
        await using (var log = Create(wrapper, Folder)) Write(log);
        AssertWritten(Folder);
    }

    static Logger Create(string wrapper, TempFolder folder) =>
        Wrappers[wrapper](new LoggerConfiguration()
            .WriteTo, w => w.MtaioFile(folder["app.log"], Some.LineTemplate, options: Slow())).CreateLogger();

    /// <summary>So slow that only disposing writes the events in time.</summary>
    static MtaioFileOptions Slow() => new() { Batching = { Period = TimeSpan.FromHours(1), EagerlyEmitFirstEvent = false } };

    static void Write(ILogger log)
    {
        for (var i = 0; i < 100; i++) log.Information("{N}", i);
    }

    static void AssertWritten(TempFolder folder)
    {
        Assert.Equal(string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}\n")), folder.Text("app.log"));
        Assert.Equal(["app.log"], folder.Names);
    }

    static LoggerConfiguration Plain(LoggerSinkConfiguration writeTo, Action<LoggerSinkConfiguration> sink)
    {
        sink(writeTo);
        return writeTo.Sink(new DiscardingSink());
    }
}
