using CsCheck;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Renderers;

/// <summary>Compares output templates with the library: the bytes are the same for every event.</summary>
public sealed class OutputTemplateRendererTests
{
    [Fact]
    public void TheBytesAreThoseOfTheLibrary() =>
        Gen.Select(
            RandomTemplates.OutputTemplate, Cultures.Provider, Cultures.Current, RandomEvents.Run.Array[1, 2], LibraryOutput.Encodings)
        .Sample((template, provider, current, runs, encoding) =>
        {
            using var culture = new CurrentCulture(current);
            var library = new MessageTemplateTextFormatter(template, provider);
            var encoder = Encoders.For(new OutputTemplateFormatter(template, provider), encoding);
            var lines = encoder.NewLines();
            var what = $"{template} {provider} in {current}";
            foreach (var events in runs) LibraryOutput.AssertSame(events, library, encoder, lines, encoding, what);
        }, iter: 15_000);
}
