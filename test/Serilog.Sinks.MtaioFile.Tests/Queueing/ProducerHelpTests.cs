using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>
/// While the worker hangs in a write, the producer that fills a slice encodes it. Here slices hold 4 events, and producers help as soon as
/// 5 slices wait. An event that is changed after it was logged shows whether it was encoded before: its line then has the old text.
/// </summary>
public sealed class ProducerHelpTests : LogUnderTest
{
    const int SliceSize = 4;

    /// <summary>Enough events for the slice of the worker, the slices that only the worker may encode, and a few slices more.</summary>
    const int Plenty = SliceSize * 20;

    static readonly MessageTemplate Template = new MessageTemplateParser().Parse("{Text:l}");

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
        ShutdownTimeout = TimeSpan.FromMinutes(2),
        Batching = new() { BatchSizeLimit = SliceSize, QueueLimit = limit, Overflow = overflow, BlockTimeout = TimeSpan.FromSeconds(20) },
    };

    static List<LogEvent> Emit(Logger log, int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => Emit(log, i, new ScalarValue($"e{i}")))];

    static LogEvent Emit(Logger log, int number, LogEventPropertyValue text, DateOnly? day = null)
    {
        LogEventProperty[] properties = [new("Text", text), new("Number", new ScalarValue(number)), new("Day", new ScalarValue(day))];
        var logEvent = new LogEvent(DateTimeOffset.UtcNow, LogEventLevel.Information, exception: null, Template, properties);
        log.Write(logEvent);
        return logEvent;
    }

    /// <summary>Changes the texts of logged events from "e1" to "late1".</summary>
    static void Change(IEnumerable<LogEvent> events)
    {
        foreach (var logEvent in events)
        {
            logEvent.AddOrUpdateProperty(new("Text", new ScalarValue($"late{((ScalarValue)logEvent.Properties["Number"]).Value}")));
        }
    }

    static string Lines(int from, int count) => string.Concat(Enumerable.Range(from, count).Select(i => $"e{i}\n"));

    string[] WrittenLines => Folder.Text("app.log").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void LinesEncodedByProducersAreInTheFileOnceAndInOrder()
    {
        Listens = false;
        using (var log = OpenPlain(Options(), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            Change(Emit(log, 1, Plenty));
            _disk.Open();
        }
        Assert.Contains(WrittenLines, l => l.StartsWith('l'));
        Assert.Contains(WrittenLines[1..], l => l.StartsWith('e'));
        Assert.Equal(Lines(0, Plenty + 1), Folder.Text("app.log").Replace("late", "e", StringComparison.Ordinal));
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
        Assert.Equal(Lines(0, 10 + Plenty), string.Concat(newestLast.Select(FileInUse.Text)));
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
    public void ASliceIsEncodedAheadUpToItsFirstValueOfTheApplication()
    {
        List<LogEvent> last;
        using (var log = OpenPlain(Options(), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            Emit(log, 1, Plenty);
            last = [.. Emit(log, 81, 2), Emit(log, 83, new ScalarValue(new RenderingProbe(83))), .. Emit(log, 84, 1)];
            Change(last);
            _disk.Open();
        }
        Assert.Equal(["e81", "e82", "late83", "late84"], WrittenLines[^4..]);
        Handle.ShouldHaveCounted(accepted: Plenty + 5, written: Plenty + 5);
    }

    [Fact]
    public void AnEventThatCannotBeRenderedIsReportedOnceAndLeavesNothing()
    {
        using (var log = OpenPlain(Options(), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            Emit(log, 1, Plenty + 2);
            Emit(log, Plenty + 3, new ScalarValue(new RenderingProbe(0, () => throw new FormatException("no text"))));
            Emit(log, Plenty + 4, 1);
            _disk.Open();
        }
        Assert.Equal(Lines(0, Plenty + 3) + Lines(Plenty + 4, 1), Folder.Text("app.log"));
        var report = Assert.Single(Listener.Failures);
        Assert.Equal((LoggingFailureKind.Permanent, "no text"), (report.Kind, report.Exception!.Message));
        Handle.ShouldHaveCounted(accepted: Plenty + 5, written: Plenty + 4, droppedByFormatting: 1);
    }

    [Fact]
    public void TheCultureOfTheProducerDoesNotReachTheLinesAndNoHandlerOfTheApplicationIsCalled()
    {
        Listens = false;
        var calls = new List<Thread>();
        var ambient = new AsyncLocal<int>(_ => calls.Add(Thread.CurrentThread));
        var culture = CultureInfo.CurrentCulture;
        using (var log = OpenJson(Options(), fileSystem: _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            ambient.Value = 5;
            foreach (var name in new[] { "th-TH", culture.Name })
            {
                CultureInfo.CurrentCulture = name == culture.Name ? culture : CultureInfo.GetCultureInfo(name);
                // Serilog writes this type in the thread's culture; its year is another one in Thailand.
                for (var i = 0; i < Plenty; i++) Emit(log, i, new ScalarValue("text"), new DateOnly(2001, 2, 3));
            }
            Assert.Single(calls);
            _disk.Open();
        }
        Handle.ShouldHaveCounted(written: (2 * Plenty) + 1, dropped: 0);
        Assert.Equal(2 * Plenty, WrittenLines.Count(l => l.Contains("\"2001-02-03\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(OverflowPolicy.Block)]
    [InlineData(OverflowPolicy.DropOldest)]
    public void CustomFormattersAndEventsThatMayBeDroppedAreLeftToTheWorker(OverflowPolicy overflow)
    {
        Listens = false;
        var formatter = overflow == OverflowPolicy.Block
            ? new DelegateFormatter((e, output) => output.Write(e.RenderMessage() + "\n"))
            : null;
        using (var log = OpenPlain(Options(overflow), formatter, _disk.FileSystem))
        {
            Emit(log, 0, 1);
            _disk.AwaitWorker();
            Change(Emit(log, 1, Plenty));
            _disk.Open();
        }
        Assert.Equal(Lines(0, 1) + Lines(1, Plenty).Replace("e", "late", StringComparison.Ordinal), Folder.Text("app.log"));
    }
}
