using System.Diagnostics.Metrics;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Whatever fails while the worker counts or describes, its events stay accounted for and it goes on.</summary>
public sealed class WorkerSurvivalTests : LogUnderTest
{
    [Fact]
    public async Task AMeterListenerThatThrowsDoesNotEndTheWorker()
    {
        using var metrics = new MeterListener();
        metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name.EndsWith("batch_duration", StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
        };
        metrics.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Value as string == LogPath) throw new NotSupportedException("no numbers today");
            }
        });
        metrics.Start();
        var log = OpenPlain();
        for (var i = 0; i < 3; i++)
        {
            log.Information("{Number}", i);
            await FlushAsync();
        }
        Assert.Equal("0\n1\n2\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(accepted: 3, written: 3, pending: 0);
        Assert.Contains(Listener.Failures, f => f.Message.Contains("no numbers today", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnExceptionThatCannotTellItsMessageDoesNotEndTheWorker()
    {
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            if (logEvent.RenderMessage() == "bad") throw new SpeechlessException();
            output.Write(logEvent.RenderMessage() + "\n");
        });
        var log = OpenPlain(formatter: formatter);
        log.Information("bad");
        await Assert.ThrowsAsync<IOException>(() => FlushAsync());
        log.Information("good");
        await FlushAsync();
        Assert.Equal("good\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(accepted: 2, written: 1, droppedByFormatting: 1, pending: 0);
        Assert.Equal(["bad"], Listener.MessagesOf(LoggingFailureKind.Permanent));
    }

    [Fact]
    public void AnExceptionThatCannotTellItsMessageReachesTheCallerOfAnAuditLog()
    {
        var log = OpenAudit(formatter: new DelegateFormatter((_, _) => throw new SpeechlessException()));
        Assert.ThrowsAny<Exception>(() => log.Information("bad"));
        Handle.ShouldHaveCounted(accepted: 1, dropped: 1, pending: 0);
    }

    sealed class SpeechlessException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");
    }
}
