using System.Text;
using CsCheck;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Renderers;

/// <summary>A line of JSON ends in a line feed and has no carriage return, also on a system with another line end.</summary>
public sealed class JsonLineFeedTests
{
    const string WindowsNewLine = "\r\n";

    static readonly ITextFormatter[] Json =
    [
        new CompactJsonFormatter(),
        new CompactJsonFormatter(new JsonValueFormatter()),
        new RenderedCompactJsonFormatter(),
        new MtaioJsonFormatter(),
        // What the formatter writes by itself on Windows.
        new JsonFormatter(closingDelimiter: WindowsNewLine),
        new JsonFormatter(closingDelimiter: WindowsNewLine, renderMessage: true),
    ];

    /// <summary>An event as JSON by a formatter of another library: whatever the writer's line end is, or always one.</summary>
    static readonly ITextFormatter[] OfOthers =
    [
        new DelegateFormatter((_, output) => output.WriteLine("{}")),
        new DelegateFormatter((_, output) => output.Write("{}\r\n")),
        new DelegateFormatter((_, output) => output.Write("{}\n")),
    ];

    static readonly Gen<Encoding> Encodings = Gen.OneOf(
        LibraryOutput.Utf8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1);

    [Fact]
    public void ALineHasNoCarriageReturnAndOneLineFeed() =>
        Gen.Select(Gen.Int[0, Json.Length - 1], RandomEvents.Run, Encodings, Gen.Enum<ControlCharacters>(), Gen.Bool).Sample(
            (formatter, events, encoding, controlCharacters, isJsonFile) =>
            {
                var renderer = LineRenderers.For(
                    Json[formatter], encoding, controlCharacters, maxBytes: null, isJsonFile, WindowsNewLine);
                var encoder = new EventEncoder(renderer, encoding);
                var lines = encoder.NewLines();
                lines.Writer.NewLine = WindowsNewLine;
                encoder.Encode(events, asBlock: true, lines);
                for (var i = 0; i < lines.Count; i++)
                {
                    var line = encoding.GetString(lines.Lines(i, i + 1));
                    if (lines.Failures.Any(f => f.Index == i)) continue;
                    Assert.DoesNotContain('\r', line);
                    Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
                }
            },
            iter: 2_000,
            threads: 1);

    [Fact]
    public void AFileOfJsonHasLineFeedsWhateverFormatterItIsGiven()
    {
        foreach (var formatter in OfOthers)
        {
            foreach (var controlCharacters in Enum.GetValues<ControlCharacters>())
                Assert.Equal("{}\n", LineOf(formatter, controlCharacters, isJsonFile: true));
        }
    }

    [Fact]
    public void OtherFilesKeepTheLineEndsThatAFormatterOfAnotherLibraryWrites()
    {
        foreach (var controlCharacters in Enum.GetValues<ControlCharacters>())
        {
            string[] lines = [.. OfOthers.Select(f => LineOf(f, controlCharacters, isJsonFile: false))];
            Assert.Equal(["{}\r\n", "{}\r\n", "{}\n"], lines);
        }
    }

    [Theory]
    [InlineData("a\r\nb", WindowsNewLine, WindowsNewLine, "a\\r\\nb\r\n")]
    [InlineData("a\r\nb", "\n", WindowsNewLine, "a\\r\\nb\n")]
    [InlineData("a\r", WindowsNewLine, WindowsNewLine, "a\\r\r\n")]
    [InlineData("a\n", "\n", WindowsNewLine, "a\\n\n")]
    [InlineData("a\n", "", WindowsNewLine, "a\n")]
    [InlineData("a\r\nb", "\n", "\n", "a\\r\\nb\n")]
    [InlineData("a\r", "\n", "\n", "a\\r\n")]
    [InlineData("a", WindowsNewLine, "\n", "a\\r\n")]
    public void TheLineEndBehindATextIsNotEscapedWhetherItIsThatOfTheSystemOrALineFeed(
        string message, string end, string newLine, string expected)
    {
        var formatter = new DelegateFormatter((_, output) => output.Write(message + end));
        Assert.Equal(expected, LineOf(formatter, ControlCharacters.Escape, isJsonFile: false, newLine));
    }

    static string LineOf(
        ITextFormatter formatter,
        ControlCharacters controlCharacters,
        bool isJsonFile,
        string newLine = WindowsNewLine)
    {
        var renderer = LineRenderers.For(formatter, LibraryOutput.Utf8, controlCharacters, maxBytes: null, isJsonFile, newLine);
        var encoder = new EventEncoder(renderer, LibraryOutput.Utf8);
        var lines = encoder.NewLines();
        lines.Writer.NewLine = newLine;
        encoder.Encode([Some.Event()], asBlock: false, lines);
        return LibraryOutput.Utf8.GetString(lines.Lines(0, 1));
    }
}
