using System.Text;
using CsCheck;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>With <see cref="ControlCharacters.Escape"/> an event is one line, whatever was logged.</summary>
public sealed class ControlCharactersTests : LogUnderTest
{
    static readonly Encoding[] Encodings = [new UTF8Encoding(false), Encoding.Unicode, Encoding.UTF32];

    static readonly Gen<string> AnyText =
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["\n\r\t\0\u001b\u007f\u0080\u0085\u009f\u2028\u2029\u2027é€\uD83D\uDE00\\ a"]), 0, 30];

    static MtaioFileOptions Options(Encoding? encoding = null) =>
        new() { ControlCharacters = ControlCharacters.Escape, Encoding = encoding ?? Encodings[0] };

    [Theory]
    [InlineData("a\n[ERR] forged", "a\\n[ERR] forged")]
    [InlineData("\r\n\t\0\u001b[31m\u007f", "\\r\\n\\t\\u0000\\u001B[31m\\u007F")]
    [InlineData("\u0085\u009b\u2028\u2029", "\\u0085\\u009B\\u2028\\u2029")]
    [InlineData("é€\u00a0😀 C:\\new", "é€\u00a0😀 C:\\new")]
    public void ControlCharactersAreEscaped(string message, string line)
    {
        foreach (var encoding in Encodings)
        {
            using var one = new LogUnderTest();
            using (var log = one.OpenPlain(Options(encoding))) log.Information("{Message:l}", message);
            Assert.Equal(line + "\n", encoding.GetString(one.Folder.Bytes("app.log").AsSpan(encoding.Preamble.Length)));
        }
    }

    [Fact]
    public void AnExceptionIsOnTheLineOfItsEvent()
    {
        var formatter = OutputTemplate.Formatter("{Message:lj}\n{Exception}", formatProvider: null);
        using (var log = OpenPlain(Options(), formatter)) log.Error(new InvalidOperationException("one\ntwo"), "failed");
        Assert.Equal("failed\\nSystem.InvalidOperationException: one\\ntwo" + Environment.NewLine, Folder.Text("app.log"));
    }

    [Fact]
    public void TheOutputOfACustomFormatterIsEscapedToo()
    {
        var formatter = new DelegateFormatter((e, output) => output.Write($"<{e.RenderMessage()}>\u2028\n"));
        using (var log = OpenPlain(Options(), formatter)) log.Information("a\nb");
        Assert.Equal("<a\\nb>\\u2028\n", Folder.Text("app.log"));
    }

    [Fact]
    public void AnyEventIsOneLineWithoutControlCharacters() =>
        Gen.Select(AnyText, AnyText, Gen.OneOf(Encodings)).Sample((text, template, encoding) =>
        {
            using var sample = new LogUnderTest();
            var logEvent = Some.Event(template + "{Text}", new LogEventProperty("Text", new ScalarValue(text)));
            using (var log = sample.OpenPlain(Options(encoding))) log.Write(logEvent);
            var content = encoding.GetString(sample.Folder.Bytes("app.log").AsSpan(encoding.Preamble.Length));
            Assert.EndsWith("\n", content, StringComparison.Ordinal);
            var end = content.EndsWith(Environment.NewLine, StringComparison.Ordinal) ? Environment.NewLine.Length : 1;
            Assert.DoesNotContain(content[..^end], c => char.IsControl(c) || c is '\u2028' or '\u2029');
        }, iter: Place.SamplesOfFiles(200));

    [Fact]
    public void ByDefaultControlCharactersAreKept()
    {
        using (var log = OpenPlain()) log.Information("a\n\u001bb");
        Assert.Equal("a\n\u001bb\n", Folder.Text("app.log"));
    }
}
