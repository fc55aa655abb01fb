using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Renders events to bytes, each of them whole or not at all.</summary>
sealed class EventEncoder(ILineRenderer renderer, Encoding encoding)
{
    /// <summary>Encoding pauses here, so that a run of large events does not pile up in memory.</summary>
    const int EnoughBytes = 1024 * 1024;

    /// <summary>Larger blocks are not kept together.</summary>
    const int EnoughBlockBytes = 64 * 1024 * 1024;

    const int RenderAttempts = 4;

    public EventEncoder(ITextFormatter formatter, Encoding encoding)
        : this(LineRenderers.For(formatter, encoding), encoding)
    {
    }

    /// <summary>Whether several threads may encode at once, each into lines of its own.</summary>
    public bool IsConcurrent => renderer.IsConcurrent;

    public EncodedLines NewLines() => new(encoding);

    /// <summary>Replaces the lines by the next events, at least one, as many as make a good write.</summary>
    /// <param name="events">The events.</param>
    /// <param name="asBlock">Whether they belong together and so are wanted all at once.</param>
    /// <param name="lines">Where to.</param>
    public void Encode(ReadOnlySpan<LogEvent> events, bool asBlock, EncodedLines lines)
    {
        lines.Clear();
        foreach (var logEvent in events)
        {
            Encode(logEvent, lines);
            if (lines.Length >= (asBlock ? EnoughBlockBytes : EnoughBytes)) break;
        }
    }

    void Encode(LogEvent logEvent, EncodedLines lines)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                renderer.Render(logEvent, lines.Writer);
                lines.Writer.EndLine();
                return;
            }
            catch (InvalidOperationException) when (attempt < RenderAttempts)
            {
                // "Collection was modified": a later sink changed the event while it was queued.
                lines.Writer.DropLine();
            }
            catch (Exception ex)
            {
                lines.Writer.DropLine();
                lines.Failures.Add((lines.Count, new LostEvent(logEvent, ex)));
                lines.Writer.EndLine();
                return;
            }
        }
    }
}
