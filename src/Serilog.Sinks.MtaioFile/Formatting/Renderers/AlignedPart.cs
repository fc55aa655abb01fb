using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Messages;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>A part with an alignment.</summary>
/// <param name="part">The part.</param>
/// <param name="alignment">The alignment.</param>
/// <param name="serilog">Used when a partial character precedes the part; null = never used.</param>
sealed class AlignedPart(OutputPart part, Alignment alignment, SerilogPart? serilog) : OutputPart
{
    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        if (output.HasPartialCharacter && serilog is not null)
        {
            serilog.Render(logEvent, output);
            return;
        }
        output.CompleteCharacter();
        var start = output.Position;
        output.UsesCurrentCulture = true;
        part.Render(logEvent, output);
        output.UsesCurrentCulture = false;
        Padding.PadFrom(start, alignment, output);
    }
}
