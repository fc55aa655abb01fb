using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Encodes events: the line of an event is complete, or empty when the event cannot be encoded.</summary>
sealed class EventEncoder(ILineRenderer renderer, Encoding encoding)
{
    /// <summary>A part ends with the event that reaches this size, so that many large events do not fill the memory.</summary>
    const int PartBytes = 1024 * 1024;

    /// <summary>The same for a block, whose events belong together: a larger block is split.</summary>
    const int BlockPartBytes = 64 * 1024 * 1024;

    const int MaxAttempts = 4;

    /// <summary>Whether several threads may encode at once, each into its own lines.</summary>
    public bool IsThreadSafe => renderer.IsThreadSafe;

    public EncodedLines NewLines() => new(encoding);

    /// <summary>
    /// Replaces the lines by those of the next part of the events. The part has at least one event, and ends when the limit of bytes is
    /// reached.
    /// </summary>
    /// <param name="events">The events.</param>
    /// <param name="asBlock">Whether the events are a block.</param>
    /// <param name="lines">The lines to replace.</param>
    public void Encode(ReadOnlySpan<LogEvent> events, bool asBlock, EncodedLines lines)
    {
        lines.Clear();
        Append(events, asBlock, lines);
    }

    /// <summary>Appends the lines of the events up to the same limits.</summary>
    public void Append(ReadOnlySpan<LogEvent> events, bool asBlock, EncodedLines lines)
    {
        foreach (var logEvent in events)
        {
            Encode(logEvent, lines);
            if (lines.Length >= (asBlock ? BlockPartBytes : PartBytes)) break;
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
            catch (InvalidOperationException) when (attempt < MaxAttempts)
            {
                // "Collection was modified": another sink changed the event while it was queued.
                lines.Writer.DiscardLine();
            }
            catch (Exception ex)
            {
                lines.Writer.DiscardLine();
                lines.Failures.Add((lines.Count, new FailedEvent(logEvent, ex)));
                lines.Writer.EndLine();
                return;
            }
        }
    }
}
