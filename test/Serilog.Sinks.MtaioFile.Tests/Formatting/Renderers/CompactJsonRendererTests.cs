using CsCheck;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Renderers;

/// <summary>Compares compact JSON with the library: the bytes are the same for every event.</summary>
public sealed class CompactJsonRendererTests
{
    [Fact]
    public void TheBytesOfCompactJsonAreThoseOfTheLibrary() => AssertSame(new CompactJsonFormatter());

    [Fact]
    public void TheBytesOfRenderedCompactJsonAreThoseOfTheLibrary() => AssertSame(new RenderedCompactJsonFormatter());

    static void AssertSame(ITextFormatter formatter) =>
        Gen.Select(Cultures.Current, RandomEvents.Run.Array[1, 2], LibraryOutput.Encodings).Sample((current, runs, encoding) =>
        {
            using var culture = new CurrentCulture(current);
            var encoder = Encoders.For(formatter, encoding);
            Assert.True(encoder.IsThreadSafe);
            var lines = encoder.NewLines();
            foreach (var events in runs) LibraryOutput.AssertSame(events, formatter, encoder, lines, encoding, $"in {current}");
        }, iter: 4_000);
}
