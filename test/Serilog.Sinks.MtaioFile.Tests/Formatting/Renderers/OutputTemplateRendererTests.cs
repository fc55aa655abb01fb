using CsCheck;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Formatting.Generators;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Renderers;

/// <summary>Output templates against the library: whatever the event, the bytes are the same.</summary>
public sealed class OutputTemplateRendererTests
{
    [Fact]
    public void TheBytesAreThoseOfTheLibrary() =>
        Gen.Select(
            RandomTemplates.OutputTemplate,
            Cultures.Provider,
            Cultures.Current,
            RandomEvents.Run.Array[1, 2],
            Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true))))
            .Sample((template, provider, current, runs, isStrict) =>
        {
            using var culture = new CurrentCulture(current);
            var encoding = isStrict ? LibraryOutput.Strict : LibraryOutput.Utf8;
            var library = new MessageTemplateTextFormatter(template, provider);
            var encoder = new EventEncoder(new OutputTemplateFormatter(template, provider), encoding);
            var lines = encoder.NewLines();
            foreach (var events in runs)
            {
                LibraryOutput.AssertSame(events, library, encoder, lines, encoding, $"{template} {provider} in {current}");
            }
        }, iter: 15_000);
}
