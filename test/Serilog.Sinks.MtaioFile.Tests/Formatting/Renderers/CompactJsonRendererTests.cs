using CsCheck;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Formatting.Generators;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Renderers;

/// <summary>Compact JSON against the library: whatever the event, the bytes are the same.</summary>
public sealed class CompactJsonRendererTests
{
    [Fact]
    public void TheBytesOfCompactJsonAreThoseOfTheLibrary() => AssertSame(new CompactJsonFormatter());

    [Fact]
    public void TheBytesOfRenderedCompactJsonAreThoseOfTheLibrary() => AssertSame(new RenderedCompactJsonFormatter());

    static void AssertSame(ITextFormatter formatter) =>
        Gen.Select(Cultures.Current, RandomEvents.Run.Array[1, 2], Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true))))
            .Sample((current, runs, isStrict) =>
        {
            using var culture = new CurrentCulture(current);
            var encoding = isStrict ? LibraryOutput.Strict : LibraryOutput.Utf8;
            var encoder = new EventEncoder(formatter, encoding);
            Assert.True(encoder.IsConcurrent);
            var lines = encoder.NewLines();
            foreach (var events in runs) LibraryOutput.AssertSame(events, formatter, encoder, lines, encoding, $"in {current}");
        }, iter: 4_000);
}
