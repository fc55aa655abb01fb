using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>SelfLog belongs to the whole process, so these tests run alone.</summary>
[Collection(ProcessWideState.Name)]
public sealed class FailureReporterTests : IDisposable
{
    readonly List<string> _selfLog = [];
    readonly SinkCounters _counters = new("app.log");

    public FailureReporterTests() => SelfLog.Enable(line =>
    {
        lock (_selfLog) _selfLog.Add(line);
    });

    public void Dispose() => SelfLog.Disable();

    FailureReporter Reporter(ILoggingFailureListener? listener = null)
    {
        var reporter = new FailureReporter(_counters) { Sender = this };
        if (listener is not null) reporter.Listener = listener;
        return reporter;
    }

    [Fact]
    public void BracesInPathsAndMessagesReachSelfLogUnchanged()
    {
        var reporter = Reporter();
        reporter.ReportTemporary("could not write to /var/{0}/{name}.log", new IOException("it says {1}"));
        reporter.ReportDropped(LoggingFailureKind.Permanent, "dropped 1 event for /var/{0}.log", [Some.Event("{2}")], cause: null);
        Assert.Contains(_selfLog, l => l.Contains("could not write to /var/{0}/{name}.log: it says {1}", StringComparison.Ordinal));
        Assert.Contains(_selfLog, l => l.Contains("dropped 1 event for /var/{0}.log", StringComparison.Ordinal));
    }

    [Fact]
    public void ALogInAFolderWithBracesReportsItsFailuresToSelfLog()
    {
        using var test = new LogUnderTest { Listens = false };
        test.Folder.Write("{0}", "not a directory");
        var path = test.Folder["{0}/app.log"];
        var written = test.Folder["{{0}}/app.log"];
        using (var log = test.OpenPlain(new MtaioFileOptions { ShutdownTimeout = TimeSpan.Zero }, path: written)) log.Information("a");
        Assert.Contains(_selfLog, l => l.Contains($"could not write 1 events to {path}", StringComparison.Ordinal));
    }

    [Fact]
    public void AListenerThatThrowsIsReportedToSelfLogEvenIfSelfLogThrows()
    {
        var reporter = Reporter(new CollectingFailureListener(_ => throw new InvalidOperationException("{0}")));
        reporter.ReportTemporary("first {0}", new IOException("cause"));
        string[] told = ["InvalidOperationException", "first {0}: cause"];
        Assert.Contains(_selfLog, l => told.All(t => l.Contains(t, StringComparison.Ordinal)));
        SelfLog.Enable(_ => throw new InvalidOperationException("not now"));
        reporter.ReportTemporary("second", new IOException("cause"));
        Assert.Equal((2, "second: cause"), (_counters.Snapshot().Failures, _counters.Snapshot().LastError));
    }

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 1 })]
    [InlineData(1000, new[] { 1000 })]
    [InlineData(1001, new[] { 1000, 1 })]
    [InlineData(2500, new[] { 1000, 1000, 500 })]
    public void EventsAreReportedInOrderInPartsOfAtMostAThousand(int count, int[] parts)
    {
        var listener = new CollectingFailureListener();
        var events = Enumerable.Range(0, count).Select(i => Some.Event($"{i}")).ToArray();
        Reporter(listener).ReportDropped(LoggingFailureKind.Final, "lost", events, new IOException("cause"));
        Assert.Equal(parts, listener.Failures.Select(f => f.Events!.Count));
        Assert.Equal(events, listener.EventsOf(LoggingFailureKind.Final));
        Assert.All(listener.Failures, f => Assert.Equal(("lost: cause", this), (f.Message, f.Sender)));
    }

    [Fact]
    public void EventsThatTheListenerLoggedAreNotReportedToTheListener()
    {
        var listener = new CollectingFailureListener();
        var reporter = Reporter(listener);
        var (own, other) = (Some.Event("own"), Some.Event("other"));
        reporter.MarkUnreportable(own);
        reporter.ReportDropped(LoggingFailureKind.Permanent, "lost", [own], cause: null);
        reporter.ReportDropped(LoggingFailureKind.Permanent, "lost", [own, other], cause: null);
        Assert.Equal([other], listener.EventsOf(LoggingFailureKind.Permanent));
        Assert.Single(listener.Failures);
    }

    [Fact]
    public void DuringACallOfTheListenerOnlyDroppedEventsAreReported()
    {
        FailureReporter? reporter = null;
        var inside = false;
        var listener = new CollectingFailureListener(f =>
        {
            inside = reporter!.IsReportingHere;
            if (f.Message != "outer: cause") return;
            reporter.ReportTemporary("inner", new IOException("cause"));
            reporter.ReportDropped(LoggingFailureKind.Final, "left", [Some.Event()], cause: null);
        });
        reporter = Reporter(listener);
        reporter.ReportTemporary("outer", new IOException("cause"));
        Assert.Equal(["outer: cause", "left"], listener.Failures.Select(f => f.Message));
        Assert.Equal((true, false), (inside, reporter.IsReportingHere));
        Assert.Equal(2, _counters.Snapshot().Failures);
    }

    [Fact]
    public void ReleasedEventsAreReportedWithoutTheEvents()
    {
        var listener = new CollectingFailureListener();
        var reporter = new FailureReporter(_counters) { Listener = listener };
        LogEvent[] released = [ReleasedEvent.Of(LogEventLevel.Error), ReleasedEvent.Of(LogEventLevel.Debug)];
        reporter.ReportDropped(LoggingFailureKind.Permanent, "gave up", released, cause: null);
        var report = Assert.Single(listener.Failures);
        Assert.Equal((LoggingFailureKind.Permanent, "gave up"), (report.Kind, report.Message));
        Assert.Null(report.Events);
    }
}
