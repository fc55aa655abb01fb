using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Renderers;

/// <summary>The line of an event is complete or empty, whatever the other events do.</summary>
public sealed class EventEncoderTests
{
    static readonly MessageTemplateParser Parser = new();

    [Fact]
    public void AnEventThatCannotBeRenderedLeavesNoByteAndDoesNotAffectOthers()
    {
        var failure = new FormatException("unfit");
        // It fails in the middle of a surrogate pair, of an alignment and of a line.
        var unfit = new SequenceValue([new ScalarValue("x"), new ScalarValue(new Throwing(failure))]);
        var failing = Event("begun \uD83D{Unfit,5}", ("Unfit", unfit));
        var encoder = EncoderFor("{Message:l}{NewLine}");
        var lines = encoder.NewLines();
        encoder.Encode([Event("\uDE00first"), failing, Event("\uDE00{Own}", ("Own", new OwnValue())), failing], asBlock: true, lines);
        Assert.Equal(4, lines.Count);
        Assert.Equal("\uFFFDfirst" + Environment.NewLine, LibraryOutput.Utf8.GetString(lines.Lines(0, 1)));
        Assert.Equal(0, lines.SizeOf(1) + lines.SizeOf(3));
        Assert.StartsWith("\uFFFDown\"-1.5", LibraryOutput.Utf8.GetString(lines.Lines(2, 3)), StringComparison.Ordinal);
        Assert.Equal([1, 3], lines.Failures.Select(f => f.Index));
        Assert.All(lines.Failures, f => Assert.Equal((failing, failure), (f.Failed.Event, f.Failed.Cause)));
    }

    [Fact]
    public void AnEventThatChangesDuringRenderingIsRenderedAgain()
    {
        var value = new ChangingValue(failures: 2);
        var encoder = EncoderFor("{Message:l}{NewLine}");
        var lines = encoder.NewLines();
        encoder.Encode([Event("{Value}", ("Value", value))], asBlock: false, lines);
        Assert.Equal("there" + Environment.NewLine, LibraryOutput.Utf8.GetString(lines.Lines(0, 1)));
        Assert.Empty(lines.Failures);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void LargeEventsAreEncodedInPartsUnlessTheyAreABlock(bool asBlock, int expected)
    {
        var large = Event(new string('x', 1024 * 1024));
        var encoder = EncoderFor("{Message:l}{NewLine}");
        var lines = encoder.NewLines();
        encoder.Encode([large, large], asBlock, lines);
        Assert.Equal(expected, lines.Count);
    }

    [Fact]
    public void ThreadsCanShareOneEncoder()
    {
        var encoder = EncoderFor("{Timestamp:HH:mm:ss.fff} {Message,30} {Properties:j}{NewLine}{Exception}");
        LogEvent[] events = [.. RichEvents.All];
        var expected = Encoded(encoder, events);
        Parallel.For(0, 500, _ => Assert.Equal(expected, Encoded(encoder, events)));
    }

    [Fact]
    public void ATokenThatTheLibraryCannotRenderFailsTheEvent()
    {
        var template = new MessageTemplate("text", [new TextToken("text"), new OwnToken()]);
        var logEvent = new LogEvent(Some.Instant, LogEventLevel.Information, null, template, []);
        ITextFormatter[] formatters =
            [new OutputTemplateFormatter(Some.LineTemplate, null), new CompactJsonFormatter(), new RenderedCompactJsonFormatter()];
        foreach (var formatter in formatters)
        {
            var encoder = Encoders.For(formatter, LibraryOutput.Utf8);
            LibraryOutput.AssertSame([logEvent, Event("next")], formatter, encoder, encoder.NewLines(), LibraryOutput.Utf8, $"{formatter}");
        }
    }

    static EventEncoder EncoderFor(string outputTemplate) =>
        Encoders.For(new OutputTemplateFormatter(outputTemplate, null), LibraryOutput.Utf8);

    static byte[] Encoded(EventEncoder encoder, LogEvent[] events)
    {
        var lines = encoder.NewLines();
        encoder.Encode(events, asBlock: true, lines);
        return lines.Lines(0, lines.Count).ToArray();
    }

    static LogEvent Event(string template, params (string Name, LogEventPropertyValue Value)[] properties) => new(
        Some.Instant,
        LogEventLevel.Information,
        null,
        Parser.Parse(template),
        properties.Select(p => new LogEventProperty(p.Name, p.Value)));

    sealed class ChangingValue(int failures) : LogEventPropertyValue
    {
        int _failures = failures;

        public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null) =>
            output.Write(_failures-- > 0 ? throw new InvalidOperationException("collection was modified") : "there");
    }

    sealed class OwnToken : MessageTemplateToken
    {
        public override int Length => 1;

        public override string ToString() => "own";

        public override void Render(
            IReadOnlyDictionary<string, LogEventPropertyValue> properties,
            TextWriter output,
            IFormatProvider? formatProvider = null) => output.Write("own");
    }
}
