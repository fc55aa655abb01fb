using System.Text;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Formatting.Generators;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Renderers;

/// <summary>Who renders: one of ours only where nothing can differ.</summary>
public sealed class LineRenderersTests
{
    static readonly Encoding Rewriting = Encoding.GetEncoding(
        "utf-8", new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback);

    public static TheoryData<string, Encoding> OurEncodings => new()
    {
        { "plain", LibraryOutput.Utf8 }, { "of .NET", Encoding.UTF8 }, { "strict", LibraryOutput.Strict },
        { "with mark", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true) },
    };

    public static TheoryData<string, Encoding> OtherEncodings => new()
    {
        { "UTF-16", Encoding.Unicode }, { "Latin-1", Encoding.Latin1 }, { "UTF-32", Encoding.UTF32 }, { "own replacement", Rewriting },
        { "derived", new DerivedEncoding() },
    };

    public static TheoryData<string, ITextFormatter> OtherFormatters => new()
    {
        { "derived", new DerivedFormatter() }, { "other tag", new CompactJsonFormatter(new JsonValueFormatter("_typeTag")) },
        { "no tag", new CompactJsonFormatter(new JsonValueFormatter(null)) },
        { "other values", new CompactJsonFormatter(new DerivedValues()) },
        { "rendered, other tag", new RenderedCompactJsonFormatter(new JsonValueFormatter()) },
        { "rendered, other values", new RenderedCompactJsonFormatter(new DerivedValues()) }, { "JSON", new JsonFormatter() },
        { "derived text", new MessageTemplateTextFormatter("{Message}") },
    };

    [Theory]
    [MemberData(nameof(OurEncodings))]
    public void InUtf8WeRender(string _, Encoding encoding)
    {
        Assert.IsType<OutputTemplateRenderer>(LineRenderers.For(new OutputTemplateFormatter("{Message}", null), encoding));
        Assert.IsType<CompactJsonRenderer>(LineRenderers.For(new CompactJsonFormatter(), encoding));
        Assert.IsType<CompactJsonRenderer>(LineRenderers.For(new CompactJsonFormatter(new JsonValueFormatter("$type")), encoding));
        Assert.IsType<CompactJsonRenderer>(LineRenderers.For(new RenderedCompactJsonFormatter(), encoding));
    }

    [Theory]
    [MemberData(nameof(OtherEncodings))]
    public void InOtherEncodingsTheLibraryRenders(string _, Encoding encoding)
    {
        ITextFormatter[] formatters =
        [
            new OutputTemplateFormatter("{Message} é \uD83D{NewLine}", null),
            new CompactJsonFormatter(),
            new RenderedCompactJsonFormatter(),
        ];
        foreach (var formatter in formatters)
        {
            var encoder = new EventEncoder(formatter, encoding);
            Assert.False(encoder.IsConcurrent);
            LibraryOutput.AssertSame([.. RichEvents.All], formatter, encoder, encoder.NewLines(), encoding, "");
        }
    }

    [Theory]
    [MemberData(nameof(OtherFormatters))]
    public void AnythingButTheLibrarysOwnIsLeftAsItIs(string _, ITextFormatter formatter)
    {
        var encoder = new EventEncoder(formatter, LibraryOutput.Utf8);
        Assert.IsType<FormatterRenderer>(LineRenderers.For(formatter, LibraryOutput.Utf8));
        Assert.False(encoder.IsConcurrent);
        LibraryOutput.AssertSame([.. RichEvents.All], formatter, encoder, encoder.NewLines(), LibraryOutput.Utf8, "");
    }

    [Fact]
    public void FormattersOfSomebodyElseAreCalledByOneThread()
    {
        Assert.False(LineRenderers.For(new OutputTemplateFormatter("{Message}", new OwnProvider()), LibraryOutput.Utf8).IsConcurrent);
        var german = new OutputTemplateFormatter("{Message}", System.Globalization.CultureInfo.GetCultureInfo("de-DE"));
        Assert.True(LineRenderers.For(german, LibraryOutput.Utf8).IsConcurrent);
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
