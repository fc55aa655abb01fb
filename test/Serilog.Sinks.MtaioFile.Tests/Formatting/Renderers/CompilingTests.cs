using CsCheck;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Renderers;

/// <summary>Compares with the library before and after the message templates are compiled: the bytes are the same.</summary>
public sealed class CompilingTests
{
    const string OutputTemplate = "{Level:u3} {Message:lj}|{Message,300}|{Properties}|{Properties:j}|{A}{NewLine}";

    public static TheoryData<string, ITextFormatter, ITextFormatter> Formatters => new()
    {
        { "text", new MessageTemplateTextFormatter(OutputTemplate), new OutputTemplateFormatter(OutputTemplate, null) },
        { "compact", new CompactJsonFormatter(), new CompactJsonFormatter() },
        { "rendered compact", new RenderedCompactJsonFormatter(), new RenderedCompactJsonFormatter() },
    };

    [Theory]
    [MemberData(nameof(Formatters))]
    public void TheBytesOfWideEventsAreThoseOfTheLibrary(string name, ITextFormatter library, ITextFormatter formatter) =>
        AssertSame(WideEvents.Pair, name, library, formatter, iterations: 150);

    [Theory]
    [MemberData(nameof(Formatters))]
    public void TheBytesAreThoseOfTheLibrary(string name, ITextFormatter library, ITextFormatter formatter) =>
        AssertSame(RandomEvents.Run, name, library, formatter, iterations: 500);

    static void AssertSame(Gen<LogEvent[]> runs, string name, ITextFormatter library, ITextFormatter formatter, int iterations) =>
        Gen.Select(runs, LibraryOutput.Encodings).Sample((events, encoding) =>
        {
            var encoder = Encoders.For(formatter, encoding);
            var lines = encoder.NewLines();
            // Each event alone, with a template of its own that comes for the first time.
            foreach (var logEvent in events) LibraryOutput.AssertSame([WithNewTemplate(logEvent)], library, encoder, lines, encoding, name);
            foreach (var logEvent in events) Compile(logEvent.MessageTemplate);
            LibraryOutput.AssertSame(events, library, encoder, lines, encoding, $"{name}, compiled");
        }, iter: iterations);

    static LogEvent WithNewTemplate(LogEvent logEvent) => LogEvent.UnstableAssembleFromParts(
        logEvent.Timestamp,
        logEvent.Level,
        logEvent.Exception,
        new MessageTemplate(logEvent.MessageTemplate.Text, logEvent.MessageTemplate.Tokens),
        logEvent.Properties.ToDictionary(StringComparer.Ordinal),
        logEvent.TraceId ?? default,
        logEvent.SpanId ?? default);

    static void Compile(MessageTemplate template)
    {
        for (var i = 0; i < TemplateCache.Lookups; i++) TemplateCache.Find(template);
    }
}
