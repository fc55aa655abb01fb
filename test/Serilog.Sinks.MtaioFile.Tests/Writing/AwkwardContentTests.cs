using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Events that are huge, malformed, or made to confuse.</summary>
public sealed class AwkwardContentTests : LogUnderTest
{
    [Fact]
    public void CharactersOfSeveralBytesStayWholeAtEveryBufferBoundary()
    {
        string[] texts =
        [
            .. new[] { 4095, 4096, 4097, 8191, 8192, 8193, 65535, 65536, 1024 * 1024 }.Select(n => new string('€', n)),
            // An emoji is two characters: with one before it, every even boundary falls into its middle.
            .. new[] { 4096, 8192, 65536 }.Select(n => "x" + string.Concat(Enumerable.Repeat("😀", n))),
        ];
        using (var log = OpenPlain(Patient.Options()))
        {
            foreach (var text in texts) log.Write(Some.Event(text));
        }
        Assert.True(Folder.Bytes("app.log").AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => t + "\n")))));
    }

    [Fact]
    public void AnEventOf64MegabytesIsWrittenWholeBetweenItsNeighbours()
    {
        const int Size = 64 * 1024 * 1024;
        using (var log = OpenRotating(1000, 5, Patient.Options(Handle)))
        {
            log.Information("before");
            log.Write(Some.Event(new string('x', Size)));
            log.Information("after");
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], Folder.Names);
        Assert.Equal(("after\n", "before\n"), (Folder.Text("app.log"), Folder.Text("app.log.2")));
        var big = Folder.Bytes("app.log.1");
        Assert.Equal((Size + 1, (byte)'\n'), (big.Length, big[^1]));
        Assert.Equal(-1, big.AsSpan(..^1).IndexOfAnyExcept((byte)'x'));
        Handle.ShouldHaveCounted(written: 3, failures: 0);
    }

    [Fact]
    public void ALoneSurrogateBecomesTheReplacementCharacter()
    {
        using (var log = OpenPlain()) log.Write(Some.Event("a\uD83Db"));
        Assert.Equal([0x61, 0xEF, 0xBF, 0xBD, 0x62, 0x0A], Folder.Bytes("app.log"));
    }

    [Fact]
    public void HalvesOfASurrogatePairInTwoEventsDoNotJoin()
    {
        using (var log = OpenPlain(formatter: new DelegateFormatter((e, output) => output.Write(e.MessageTemplate.Text))))
        {
            log.Write(Some.Event("x\uD83D"));
            log.Write(Some.Event("\uDE00y"));
        }
        Assert.Equal([0x78, 0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD, 0x79], Folder.Bytes("app.log"));
    }

    [Theory]
    [InlineData("half(", "\n")]
    [InlineData("half(more", "\n")]
    [InlineData(")half", "\n")]
    [InlineData("at the very end(", "")] // found out only when the event is over
    public void AnEncodingThatThrowsLosesOnlyItsEvent(string shown, string lineEnd)
    {
        // Attributes cannot hold lone surrogates.
        var text = shown.Replace('(', '\uD83D').Replace(')', '\uDE00');
        var throwing = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var formatter = new DelegateFormatter((e, output) => output.Write(e.MessageTemplate.Text + lineEnd));
        var expected = $"one{lineEnd}two{lineEnd}three{lineEnd}";
        var options = new MtaioFileOptions { Encoding = throwing };
        FormatterTests.AssertOneLost(this, formatter, Some.Event(text), typeof(EncoderFallbackException), expected, options);
    }

    [Fact]
    public void ControlCharactersAndLineEndsAreWrittenAsTheyAre()
    {
        using (var log = OpenPlain())
        {
            log.Write(Some.Event("a\n[ERR] forged"));
            log.Write(Some.Event("\0 \x1b[31m \u0085 \u2028 \r"));
        }
        Assert.Equal("a\n[ERR] forged\n\0 \x1b[31m \u0085 \u2028 \r\n"u8, Folder.Bytes("app.log"));
    }

    [Fact]
    public void NamesAndValuesThatJsonMustEscapeSurviveARoundTrip()
    {
        const string Name = "a\"b\\c\nd", Value = "v\"\\\n\0\u001f\u2028";
        using (var log = new LoggerConfiguration().WriteTo.MtaioJsonFile(Folder["app.json"]).CreateLogger())
        {
            var logEvent = Some.Event("x");
            logEvent.AddOrUpdateProperty(new LogEventProperty(Name, new ScalarValue(Value)));
            log.Write(logEvent);
        }
        var lines = Folder.Text("app.json").Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Equal(Value, JsonDocument.Parse(lines[0]).RootElement.GetProperty(Name).GetString());
    }
}
