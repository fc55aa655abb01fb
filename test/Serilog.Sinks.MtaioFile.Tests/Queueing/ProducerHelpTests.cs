using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>
/// While the worker hangs in a write, the producer that fills a slice encodes it. Here slices hold 4 events, and producers help as
/// soon as 5 slices wait.
/// </summary>
public sealed class ProducerHelpTests : LogUnderTest
{
    const int SliceSize = 4;

    /// <summary>Enough events for the slice of the worker, the slices that only the worker may encode, and a few slices more.</summary>
    const int Plenty = SliceSize * 20;

    static readonly MessageTemplate Template = new MessageTemplateParser().Parse("{Probe:text}");

    static readonly AsyncLocal<int> Ambient = new();

    readonly AppendGate _disk = new();

    public override void Dispose()
    {
        _disk.Dispose();
        base.Dispose();
    }

    static MtaioFileOptions Options(OverflowPolicy overflow = OverflowPolicy.Block, int limit = 10_000) => new()
    {
        FlushOnLevel = null,
        RetryTimeLimit = TimeSpan.Zero,
        ShutdownTimeout = TimeSpan.FromSeconds(20),
        Batching = new() { BatchSizeLimit = SliceSize, QueueLimit = limit, Overflow = overflow, BlockTimeout = TimeSpan.FromSeconds(20) },
    };

    /// <summary>Logs events that say, when they are rendered, by whom that is done.</summary>
    static List<RenderingProbe> Emit(Logger log, int from, int count, Action? whenRendered = null)
    {
        var probes = Enumerable.Range(from, count).Select(i => new RenderingProbe(i, whenRendered)).ToList();
        foreach (var probe in probes)
        {
            LogEventProperty[] properties = [new("Probe", new ScalarValue(probe))];
            log.Write(new LogEvent(DateTimeOffset.UtcNow, LogEventLevel.Information, exception: null, Template, properties));
        }
        return probes;
    }

    static string Lines(int from, int count) => string.Concat(Enumerable.Range(from, count).Select(i => $"e{i}\n"));

    [Fact]
    public void LinesEncodedByProducersAreInTheFileOnceAndInOrder()
    {
        Listens = false;
        List<RenderingProbe> probes;
        using (var log = OpenPlain(Options(), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            probes = Emit(log, 1, Plenty);
            Assert.Contains(probes, p => p.RenderedBy == Thread.CurrentThread);
            Assert.Contains(probes, p => p.RenderedBy is null);
            _disk.Open();
        }
        Assert.Equal(Lines(0, Plenty + 1), Folder.Text("app.log"));
        Assert.All(probes, p => Assert.Equal(1, p.Renderings));
        Handle.ShouldHaveCounted(accepted: Plenty + 1, written: Plenty + 1, dropped: 0);
    }

    [Fact]
    public void AFileRotatesBetweenTwoLinesThatAProducerEncoded()
    {
        Listens = false;
        using (var log = OpenRotating(maxBytes: 9, options: Options(), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            Emit(log, 1, 9 + Plenty);
            _disk.Open();
        }
        var newestLast = Directory.GetFiles(Folder.Path)
            .OrderByDescending(
                f => Path.GetExtension(f) == ".log" ? 0 : int.Parse(Path.GetExtension(f)[1..], CultureInfo.InvariantCulture));
        Assert.Equal(Lines(0, 10 + Plenty), string.Concat(newestLast.Select(System.IO.File.ReadAllText)));
        Assert.All(newestLast, f => Assert.InRange(new FileInfo(f).Length, 1, 9));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhenTheDiskFailsEncodedEventsAreReportedToTheListenerOrElseCounted(bool listens)
    {
        Listens = listens;
        using (var log = OpenPlain(Options(), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            Emit(log, 1, Plenty);
            _disk.FileSystem.ShortWrite = _ => 2;
            _disk.Open();
        }
        Handle.ShouldHaveCounted(accepted: Plenty + 1, written: 0, droppedByFailure: Plenty + 1);
        var lost = Listener.MessagesOf(LoggingFailureKind.Permanent);
        Assert.Equal(listens ? Enumerable.Range(0, Plenty + 1).Select(i => $"e{i}") : [], lost);
    }

    [Fact]
    public void AnEventThatAProducerCannotRenderIsReportedOnceAndLeavesNothing()
    {
        using (var log = OpenPlain(Options(), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            Emit(log, 1, Plenty);
            for (var i = 0; i < SliceSize; i++) Emit(log, Plenty + 1 + i, 1, i == 2 ? () => throw new FormatException("no text") : null);
            _disk.Open();
        }
        Assert.Equal(Lines(0, Plenty + 3) + Lines(Plenty + 4, 1), Folder.Text("app.log"));
        var report = Assert.Single(Listener.Failures);
        Assert.Equal((LoggingFailureKind.Permanent, "no text"), (report.Kind, report.Exception!.Message));
        Handle.ShouldHaveCounted(accepted: Plenty + 5, written: Plenty + 4, droppedByFormatting: 1);
    }

    [Fact]
    public void TheAmbientValuesAndTheCultureOfTheProducerDoNotReachTheLines()
    {
        Listens = false;
        var seen = new List<(int, string)>();
        var culture = CultureInfo.CurrentCulture;
        using (var log = OpenPlain(Options(), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1, () => seen.Add((Ambient.Value, CultureInfo.CurrentCulture.Name)));
            _disk.AwaitWorker();
            Ambient.Value = 5;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");
            try
            {
                Emit(log, 1, Plenty, () => seen.Add((Ambient.Value, CultureInfo.CurrentCulture.Name)));
            }
            finally
            {
                CultureInfo.CurrentCulture = culture;
            }
            Assert.True(seen.Count > 1);
            Assert.Single(seen.Distinct());
            _disk.Open();
        }
    }

    [Theory]
    [InlineData(OverflowPolicy.Block)]
    [InlineData(OverflowPolicy.DropOldest)]
    public void CustomFormattersAndEventsThatMayBeDroppedAreLeftToTheWorker(OverflowPolicy overflow)
    {
        Listens = false;
        List<RenderingProbe> probes;
        var formatter = overflow == OverflowPolicy.Block ? new DelegateFormatter((e, output) => e.RenderMessage(output)) : null;
        using (var log = OpenPlain(Options(overflow), formatter, _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            probes = Emit(log, 1, Plenty);
            Assert.All(probes, p => Assert.Null(p.RenderedBy));
            _disk.Open();
        }
        Assert.Single(probes.Select(p => p.RenderedBy).Distinct());
    }

    [Fact]
    public void AnEventLoggedWhileAProducerRendersNeverWaitsForTheWorker()
    {
        Logger? log = null;
        using (log = OpenPlain(Options(limit: Plenty), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            Emit(log, 1, Plenty - SliceSize);
            // The last of them fills both its slice and the queue, and logs when it is rendered.
            Hang.Fails(() => Emit(log, Plenty - SliceSize + 1, SliceSize, () => log.Information("from inside")));
            Handle.ShouldHaveCounted(droppedByOverflow: SliceSize);
            _disk.Open();
        }
        Assert.Equal(
            Lines(0, Plenty + 1),
            string.Concat(Folder.Text("app.log").Split('\n').Where(l => l.StartsWith('e')).Select(l => l + "\n")));
    }

    [Fact]
    public void EventsThatAreBeingRenderedWhenTheShutdownTimesOutAreReportedAsFinalOnce()
    {
        using var rendering = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var options = Options();
        options.ShutdownTimeout = TimeSpan.FromMilliseconds(100);
        var log = OpenPlain(options, fileSystem: _disk.FileSystem);
        Emit(log, 0, 1);
        _disk.AwaitWorker();
        Emit(log, 1, Plenty);
        var producer = Hang.Start(() => Emit(log, Plenty + 1, SliceSize, () =>
        {
            rendering.Set();
            goOn.Wait();
        }));
        Assert.True(rendering.Wait(TimeSpan.FromSeconds(30)));
        Hang.Fails(log.Dispose);
        var final = Listener.EventsOf(LoggingFailureKind.Final).Count;
        goOn.Set();
        Hang.Join(producer);
        _disk.Open();
        _disk.AwaitClose();
        Assert.Equal(Plenty + 1 + SliceSize, final);
        Handle.ShouldHaveCounted(accepted: Plenty + 1 + SliceSize, pending: 0);
        Assert.Equal(final, Listener.EventsOf(LoggingFailureKind.Final).Count);
    }
}
