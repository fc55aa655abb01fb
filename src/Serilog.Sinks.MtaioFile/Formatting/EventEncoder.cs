using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Formatting;

/// <summary>Renders events to bytes, each of them whole or not at all.</summary>
sealed class EventEncoder
{
    /// <summary>Encoding pauses here, so that a run of large events does not pile up in memory.</summary>
    const int EnoughBytes = 1024 * 1024;

    /// <summary>Larger blocks are not kept together.</summary>
    const int EnoughBlockBytes = 64 * 1024 * 1024;

    const int RenderAttempts = 4;

    readonly ITextFormatter _formatter;
    readonly Utf8LineWriter _writer;

    public EventEncoder(ITextFormatter formatter, Encoding encoding)
    {
        _formatter = formatter;
        _writer = new Utf8LineWriter(encoding, Lines);
    }

    /// <summary>What the last encoding has made.</summary>
    public EncodedLines Lines { get; } = new();

    /// <summary>Replaces <see cref="Lines"/> by the next events, at least one, as many as make a good write.</summary>
    /// <param name="events">The events.</param>
    /// <param name="asBlock">Whether they belong together and so are wanted all at once.</param>
    public void Encode(ReadOnlySpan<LogEvent> events, bool asBlock)
    {
        Lines.Clear();
        foreach (var logEvent in events)
        {
            Encode(logEvent);
            if (Lines.Length >= (asBlock ? EnoughBlockBytes : EnoughBytes)) break;
        }
    }

    void Encode(LogEvent logEvent)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _formatter.Format(logEvent, _writer);
                _writer.EndLine();
                return;
            }
            catch (InvalidOperationException) when (attempt < RenderAttempts)
            {
                // "Collection was modified": a later sink changed the event while it was queued.
                _writer.DropLine();
            }
            catch (Exception ex)
            {
                _writer.DropLine();
                Lines.Failures.Add((Lines.Count, new LostEvent(logEvent, ex)));
                _writer.EndLine();
                return;
            }
        }
    }
}
