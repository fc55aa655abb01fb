using System.Text;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting;

/// <summary>Encoders and renderers with the options' defaults: control characters are kept, and the size of events has no limit.</summary>
static class Encoders
{
    public static EventEncoder For(ITextFormatter formatter, Encoding encoding) => new(RendererFor(formatter, encoding), encoding);

    public static ILineRenderer RendererFor(ITextFormatter formatter, Encoding encoding) =>
        LineRenderers.For(formatter, encoding, ControlCharacters.Keep, maxBytes: null, isJsonFile: false, Environment.NewLine);
}
