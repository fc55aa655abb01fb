using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>Serilog's FallbackChain and Fallible catch the failures of a sink, with and without a level limit in between.</summary>
public sealed class FallbackTests : LogUnderTest
{
    readonly FailingFileSystem _fileSystem = new();
    readonly CollectingSink _fallback = new();
    bool _failing = true;

    public FallbackTests() => _fileSystem.Before = (operation, _) =>
    {
        if (operation == FileOperation.Append && Volatile.Read(ref _failing)) throw new IOException("No space left on device");
    };

    public enum Limit
    {
        None,
        Level,
        Switch,
    }

    ILogEventSink Sink()
    {
        var options = new MtaioFileOptions { RetryTimeLimit = TimeSpan.Zero, ShutdownTimeout = TimeSpan.FromMilliseconds(300) };
        return PlainSink(options, fileSystem: _fileSystem);
    }

    LoggerConfiguration Primary(Serilog.Configuration.LoggerSinkConfiguration to, Limit limit) => limit switch
    {
        Limit.None => to.Sink(Sink()),
        Limit.Level => to.Sink(Sink(), LogEventLevel.Warning),
        _ => to.Sink(Sink(), levelSwitch: new LoggingLevelSwitch(LogEventLevel.Warning)),
    };

    static IEnumerable<string> Passing(Limit limit, params string[] messages) =>
        messages.Where(m => limit == Limit.None || m.StartsWith('w'));

    static void LogBoth(Logger log, int number)
    {
        log.Information($"i{number}");
        log.Warning($"w{number}");
    }

    [Theory]
    [CombinatorialLimits]
    public void TheFallbackSinkGetsEachFailedEventOnce(Limit limit, bool final)
    {
        using (var log = new LoggerConfiguration().WriteTo.FallbackChain(w => Primary(w, limit), w => w.Sink(_fallback)).CreateLogger())
        {
            LogBoth(log, 1);
            LogBoth(log, 2);
            if (!final) Eventually.True(() => Handle.Statistics is { Pending: 0, Accepted: > 0 }, "the events to be given up");
        }
        Assert.Equal(Passing(limit, "i1", "w1", "i2", "w2"), _fallback.Messages);
        Assert.True(Folder.Names.Length == 0 || Folder.Text("app.log").Length == 0);
    }

    [Theory]
    [CombinatorialLimits]
    public void TheFailureListenerGetsEachFailedEventOnce(Limit limit, bool final)
    {
        using (var log = new LoggerConfiguration().WriteTo.Fallible(w => Primary(w, limit), Listener).CreateLogger())
        {
            LogBoth(log, 1);
            LogBoth(log, 2);
            if (!final) Eventually.True(() => Handle.Statistics is { Pending: 0, Accepted: > 0 }, "the events to be given up");
        }
        Assert.Equal(
            Passing(limit, "i1", "w1", "i2", "w2"),
            Listener.Failures.SelectMany(f => f.Events ?? []).Select(e => e.RenderMessage()));
    }

    [Theory]
    [InlineData(Limit.None)]
    [InlineData(Limit.Level)]
    [InlineData(Limit.Switch)]
    public void ARecoveredPrimarySinkIsUsedAgain(Limit limit)
    {
        using (var log = new LoggerConfiguration().WriteTo.FallbackChain(w => Primary(w, limit), w => w.Sink(_fallback)).CreateLogger())
        {
            log.Warning("w1");
            Eventually.True(() => _fallback.Messages.Length == 1, "the fallback to get the event");
            Volatile.Write(ref _failing, false);
            // While attempts are still spaced out, events that come meanwhile are given up too: the limit is over.
            Eventually.True(
                () =>
                {
                    log.Warning("w2");
                    return Handle.Statistics.Written > 0;
                },
                "the primary to be used again");
            log.Warning("w3");
        }
        Assert.DoesNotContain("w3", _fallback.Messages);
        Assert.Single(Folder.Text("app.log").Split('\n'), "w3");
        Assert.DoesNotContain("w1", Folder.Text("app.log").Split('\n'));
    }

    sealed class CombinatorialLimitsAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
            from limit in Enum.GetValues<Limit>() from final in new[] { false, true } select new object[] { limit, final };
    }
}
