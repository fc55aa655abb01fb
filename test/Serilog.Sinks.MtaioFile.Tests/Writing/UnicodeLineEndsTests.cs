using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>
/// JSON allows three line ends of Unicode in its strings, but many programs end a line at them. Our JSON has them escaped, so that every
/// program finds one line for each event.
/// </summary>
public sealed class UnicodeLineEndsTests : LogUnderTest
{
    const string LineEnds = "\u0085\u2028\u2029";
    const string Awkward = "\u0080" + LineEnds + "\u2027\u202A\\" + LineEnds + "\\\\\n";

    public static TheoryData<string, ITextFormatter> Formatters => new()
    {
        { "compact", new CompactJsonFormatter() },
        { "rendered compact", new RenderedCompactJsonFormatter() },
        { "compact with another tag", new CompactJsonFormatter(new JsonValueFormatter("_type")) },
        { "rendered compact with another tag", new RenderedCompactJsonFormatter(new JsonValueFormatter("_type")) },
        { "mtaio", new MtaioJsonFormatter() },
    };

    [Theory]
    [MemberData(nameof(Formatters))]
    public void UnicodeLineEndsAreEscapedWhereverTheyAreInAnEvent(string _, ITextFormatter formatter)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            foreach (var logEvent in Events())
            {
                var options = new MtaioFileOptions { Encoding = encoding, Append = false };
                using (var log = OpenAudit(options, formatter)) log.Write(logEvent);
                var text = FileInUse.Text(LogPath, encoding);
                Assert.Equal(-1, text.AsSpan().IndexOfAny(LineEnds));
                Assert.Equal(SerializedValues(Raw(logEvent, formatter)), SerializedValues(text));
            }
        }
    }

    [Fact]
    public void UnicodeLineEndsAreEscapedInAQueuedJsonFile()
    {
        using (var log = OpenJson()) log.Information("a" + LineEnds + "{Text}", LineEnds);
        Assert.Contains("\\u0085\\u2028\\u2029", Folder.Text("app.log"), StringComparison.Ordinal);
        Assert.Equal(-1, Folder.Text("app.log").AsSpan().IndexOfAny(LineEnds));
    }

    static IEnumerable<LogEvent> Events() =>
    [
        RichEvents.Event(LogEventLevel.Information, "message " + Awkward),
        RichEvents.Event(LogEventLevel.Information, "{Text} {Text:l} {Text,80}", ("Text", new ScalarValue(Awkward))),
        RichEvents.Event(LogEventLevel.Information, "name", ("name" + Awkward, new ScalarValue(1)), (Awkward, new ScalarValue('\u2028'))),
        RichEvents.Event(
            LogEventLevel.Information, "structure", ("S", new StructureValue([new(Awkward, new ScalarValue(Awkward))], Awkward))),
        RichEvents.Event(
            LogEventLevel.Information, "dictionary", ("D", new DictionaryValue([new(new ScalarValue(Awkward), new ScalarValue(Awkward))]))),
        RichEvents.WithException(new IOException(Awkward)),
    ];

    static string Raw(LogEvent logEvent, ITextFormatter formatter)
    {
        using var text = new StringWriter();
        formatter.Format(logEvent, text);
        return text.ToString();
    }

    /// <summary>The values of the line, each escaped in the same way.</summary>
    static string SerializedValues(string line)
    {
        using var document = JsonDocument.Parse(line);
        return JsonSerializer.Serialize(document.RootElement);
    }
}
