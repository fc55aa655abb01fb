using System.Globalization;
using System.Text;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Renderers;

/// <summary>Our own renderers are chosen only where their bytes cannot differ.</summary>
public sealed class LineRenderersTests
{
    static readonly Encoding OwnReplacement =
        Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback);

    public static TheoryData<string, Encoding> OurEncodings => new()
    {
        { "without byte order mark", LibraryOutput.Utf8 },
        { "of .NET", Encoding.UTF8 },
        { "strict", LibraryOutput.Strict },
        { "with byte order mark", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true) },
    };

    public static TheoryData<string, Encoding> OtherEncodings => new()
    {
        { "UTF-16", Encoding.Unicode },
        { "Latin-1", Encoding.Latin1 },
        { "UTF-32", Encoding.UTF32 },
        { "own replacement", OwnReplacement },
        { "derived", new DerivedEncoding() },
    };

    public static TheoryData<string, ITextFormatter> OtherFormatters => new()
    {
        { "derived", new DerivedFormatter() },
        { "other tag", new CompactJsonFormatter(new JsonValueFormatter("_typeTag")) },
        { "no tag", new CompactJsonFormatter(new JsonValueFormatter(null)) },
        { "other values", new CompactJsonFormatter(new DerivedValues()) },
        { "rendered, other tag", new RenderedCompactJsonFormatter(new JsonValueFormatter()) },
        { "rendered, other values", new RenderedCompactJsonFormatter(new DerivedValues()) },
        { "JSON", new JsonFormatter() },
        { "text", new MessageTemplateTextFormatter("{Message}") },
    };

    [Theory]
    [MemberData(nameof(OurEncodings))]
    public void WithUtf8OurOwnRenderersAreUsed(string _, Encoding encoding)
    {
        Assert.IsType<OutputTemplateRenderer>(Encoders.RendererFor(new OutputTemplateFormatter("{Message}", null), encoding));
        Assert.IsType<CompactJsonRenderer>(Encoders.RendererFor(new CompactJsonFormatter(), encoding));
        Assert.IsType<CompactJsonRenderer>(Encoders.RendererFor(new CompactJsonFormatter(new JsonValueFormatter("$type")), encoding));
        Assert.IsType<CompactJsonRenderer>(Encoders.RendererFor(new RenderedCompactJsonFormatter(), encoding));
    }

    [Theory]
    [MemberData(nameof(OtherEncodings))]
    public void WithOtherEncodingsTheFormatterOfTheLibraryRenders(string _, Encoding encoding)
    {
        var template = new OutputTemplateFormatter("{Message} é \uD83D{NewLine}", null);
        foreach (var formatter in new ITextFormatter[] { template, new CompactJsonFormatter(), new RenderedCompactJsonFormatter() })
        {
            var encoder = Encoders.For(formatter, encoding);
            Assert.False(encoder.IsThreadSafe);
            LibraryOutput.AssertSame([.. RichEvents.All], formatter, encoder, encoder.NewLines(), encoding, "");
        }
    }

    [Theory]
    [MemberData(nameof(OtherFormatters))]
    public void OtherFormattersAreCalledToRender(string _, ITextFormatter formatter)
    {
        var encoder = Encoders.For(formatter, LibraryOutput.Utf8);
        Assert.IsType<FormatterRenderer>(Encoders.RendererFor(formatter, LibraryOutput.Utf8));
        Assert.False(encoder.IsThreadSafe);
        LibraryOutput.AssertSame([.. RichEvents.All], formatter, encoder, encoder.NewLines(), LibraryOutput.Utf8, "");
    }

    [Fact]
    public void ATemplateIsThreadSafeOnlyWithACultureOfDotNet()
    {
        var (own, german) = (new OwnProvider(), CultureInfo.GetCultureInfo("de-DE"));
        Assert.False(Encoders.RendererFor(new OutputTemplateFormatter("{Message}", own), LibraryOutput.Utf8).IsThreadSafe);
        Assert.True(Encoders.RendererFor(new OutputTemplateFormatter("{Message}", german), LibraryOutput.Utf8).IsThreadSafe);
    }

    sealed class DerivedFormatter : CompactJsonFormatter;

    sealed class DerivedValues() : JsonValueFormatter("$type")
    {
        protected override void FormatLiteralValue(object? value, TextWriter output) => output.Write("\"other\"");
    }

    sealed class DerivedEncoding() : UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
    {
        public override byte[] GetBytes(string s) => base.GetBytes(s);
    }

    sealed class OwnProvider : IFormatProvider
    {
        public object? GetFormat(Type? formatType) => null;
    }
}
