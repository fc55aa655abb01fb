using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>A JSON file has one valid object per line, whatever the event.</summary>
public sealed class RenderedJsonTests : LogUnderTest
{
    [FactExcept(Except.Windows, "the exceptions of the snapshot have the line ends of Unix")]
    public async Task CompactJsonIsAsVerified() => await Verifier.Verify(Written(RichEvents.All));

    [FactExcept(Except.Windows, "the exceptions of the snapshot have the line ends of Unix")]
    public async Task RenderedCompactJsonIsAsVerified() =>
        await Verifier.Verify(Written(RichEvents.All, formatter: new RenderedCompactJsonFormatter()));

    [Theory]
    [InlineData("WriteTo")]
    [InlineData("AuditTo")]
    public void EachEventIsOneLineThatParses(string section)
    {
        var text = Written(RichEvents.All, section);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.Equal(RichEvents.All.Count(), Lines(text).Length);
        Assert.All(Lines(text), line => Assert.EndsWith("Z", Parse(line).GetProperty("@t").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void ALineHasLevelTemplateRenderingsAndException()
    {
        var exception = RichEvents.Nested();
        var logEvent = RichEvents.WithException(exception);
        var line = Parse(Written([logEvent]));
        Assert.Equal("2026-03-04T04:06:07.0890000Z", line.GetProperty("@t").GetString());
        Assert.Equal("Error", line.GetProperty("@l").GetString());
        Assert.Equal("It failed", line.GetProperty("@mt").GetString());
        Assert.Equal(exception.ToString(), line.GetProperty("@x").GetString());
        Assert.Equal("It failed", Parse(Written([logEvent], formatter: new RenderedCompactJsonFormatter())).GetProperty("@m").GetString());
        Assert.Equal(
            ["3.14"],
            Parse(Written([RichEvents.Event(LogEventLevel.Information, "{A:0.00}", ("A", new ScalarValue(3.14159)))]))
                .GetProperty("@r")
                .EnumerateArray()
                .Select(r => r.GetString()));
    }

    [Fact]
    public void NumbersAreExactAndValuesThatJsonLacksAreText()
    {
        var line = Parse(Written([RichEvents.Scalars]));
        Assert.Equal("9007199254740993", line.GetProperty("Large").GetRawText());
        Assert.Equal("18446744073709551615", line.GetProperty("Largest").GetRawText());
        Assert.Equal("1.10", line.GetProperty("Decimal").GetRawText());
        Assert.Equal(
            ["NaN", "Infinity", "-Infinity"],
            new[] { "NaN", "Infinity", "MinusInfinity" }.Select(n => line.GetProperty(n).GetString()));
        Assert.Equal(Some.Instant, line.GetProperty("Instant").GetDateTimeOffset());
        Assert.Equal("1.02:03:04.0050000", line.GetProperty("Time").GetString());
        Assert.Equal(new Guid("00112233-4455-6677-8899-aabbccddeeff"), line.GetProperty("Id").GetGuid());
        Assert.Equal("x", line.GetProperty("Char").GetString());
        Assert.Equal("Friday", line.GetProperty("Enum").GetString());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("Null").ValueKind);
    }

    [Fact]
    public void BytesAreWrittenInHexadecimal() =>
        Assert.Equal(
            "00FF10",
            Parse(Written([RichEvents.Captured("{Bytes}", new byte[] { 0, 255, 16 })])).GetProperty("Bytes").GetString());

    [Fact]
    public void AThrownExceptionWithAnInnerExceptionStaysOnOneLine()
    {
        var thrown = Thrown(new InvalidOperationException("outer", Thrown(new FormatException("inner"))));
        Assert.NotNull(thrown.StackTrace);
        var text = Written([RichEvents.WithException(thrown), Some.Event("next")]);
        Assert.Equal(2, Lines(text).Length);
        Assert.Equal(thrown.ToString(), Parse(Lines(text)[0]).GetProperty("@x").GetString());
    }

    [Fact]
    public void TraceAndSpanAreThereOnlyWhenTheEventHasThem()
    {
        var traced = Parse(Written([RichEvents.Traced]));
        Assert.Equal(
            ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"),
            (traced.GetProperty("@tr").GetString(), traced.GetProperty("@sp").GetString()));
        var plain = Parse(Written([Some.Event()]));
        Assert.False(plain.TryGetProperty("@tr", out _) || plain.TryGetProperty("@sp", out _));
    }

    [Fact]
    public void TheTraceInTheFileIsThatOfTheActivityAtTheCall()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        using (var log = new LoggerConfiguration().WriteTo.MtaioJsonFile(Folder["app.log"]).CreateLogger()) log.Information("inside");
        var line = Parse(Folder.Text("app.log"));
        Assert.Equal(
            (activity.TraceId.ToHexString(), activity.SpanId.ToHexString()),
            (line.GetProperty("@tr").GetString(), line.GetProperty("@sp").GetString()));
    }

    [Fact]
    public void TheFileStartsWithoutByteOrderMark()
    {
        using (var log = new LoggerConfiguration().WriteTo.MtaioJsonFile(Folder["app.log"]).CreateLogger()) log.Write(Some.Event());
        Assert.Equal((byte)'{', Folder.Bytes("app.log")[0]);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("€")]
    [InlineData("😀")]
    [InlineData("\u2028\u0085\0\u001b\"\\/")]
    [InlineData("line\nline\r\n")]
    public void ParsedTextEqualsTheLoggedText(string text) =>
        Assert.Equal(
            text,
            Parse(Written([RichEvents.Event(LogEventLevel.Information, "{Text}", ("Text", new ScalarValue(text)))]))
                .GetProperty("Text")
                .GetString());

    static string Written(IEnumerable<LogEvent> events, string section = "WriteTo", ITextFormatter? formatter = null)
    {
        using var folder = new TempFolder();
        formatter ??= new CompactJsonFormatter();
        using (var log = EverySink.Configure(section, "MtaioJsonFile", folder["app.log"], formatter: formatter).CreateLogger())
        {
            foreach (var logEvent in events) log.Write(logEvent);
        }
        Assert.Equal(["app.log"], folder.Names);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(folder.Bytes("app.log"));
    }

    static Exception Thrown(Exception exception)
    {
        void Throw() => throw exception;
        return Record.Exception((Action)Throw)!;
    }

    static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
