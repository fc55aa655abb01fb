using System.Runtime.ExceptionServices;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Encodes events: the line of an event is complete, or empty when the event cannot be encoded.</summary>
/// <param name="renderer">Renders one event, until another renderer is announced.</param>
/// <param name="encoding">The encoding of the file.</param>
/// <param name="fileLimit">The size limit of a file; null = no limit.</param>
/// <param name="hasNumbers">Whether the renderer writes numbers.</param>
sealed class EventEncoder(ILineRenderer renderer, Encoding encoding, long? fileLimit = null, bool hasNumbers = false)
{
    /// <summary>A part ends with the event that reaches this size, so that many large events do not fill the memory.</summary>
    const int PartBytes = 1024 * 1024;

    /// <summary>The same when time is short, and for a block unless a file can hold a larger one.</summary>
    const int LargePartBytes = 64 * 1024 * 1024;

    /// <summary>The same for a block, however much a file can hold.</summary>
    const int MaxBlockPartBytes = 1024 * 1024 * 1024;

    const int MaxAttempts = 4;

    /// <summary>A block that fits into one file is one part, so that it is appended as a whole.</summary>
    readonly long _blockPartBytes = Math.Clamp(fileLimit ?? 0, LargePartBytes, MaxBlockPartBytes);

    // Changed by the thread that writes, read by producers.
    volatile ILineRenderer _renderer = renderer;
    int _announced;

    /// <summary>
    /// Whether several threads may encode at once, each into its own lines. While a change of the renderer is announced, they may not:
    /// their events may come before or after it.
    /// </summary>
    public bool IsThreadSafe => Volatile.Read(ref _announced) == 0 && _renderer.IsThreadSafe;

    /// <summary>Lines to encode into.</summary>
    public EncodedLines NewLines() => SpareLines.Take(encoding);

    /// <summary>Announces another renderer.</summary>
    /// <returns>Changes to it. The thread that writes calls it when it has encoded the last event for the renderer before.</returns>
    public Action ChangeRenderer(ILineRenderer next)
    {
        Interlocked.Increment(ref _announced);
        return () =>
        {
            _renderer = next;
            Interlocked.Decrement(ref _announced);
        };
    }

    /// <summary>
    /// Replaces the lines by those of the next part of the events. The part has at least one event, and ends when the limit of bytes is
    /// reached.
    /// </summary>
    /// <param name="events">The events.</param>
    /// <param name="asBlock">Whether the events are a block.</param>
    /// <param name="lines">The lines to replace.</param>
    /// <param name="firstNumber">The number of the first event.</param>
    public void Encode(ReadOnlySpan<LogEvent> events, bool asBlock, EncodedLines lines, long firstNumber = RecordMark.OwnNumber)
    {
        lines.Clear();
        if (asBlock) AppendBlock(events, firstNumber, lines);
        else Append(events, firstNumber, PartBytes, lines);
    }

    /// <summary>Encodes a record that the sink itself makes, whatever the limit of an event is.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="Exception">The formatter failed.</exception>
    public byte[] EncodeOwn(LogEvent record)
    {
        var lines = NewLines();
        try
        {
            Encode([record], asBlock: false, lines);
            if (lines.Failures is [var failure, ..]) ExceptionDispatchInfo.Throw(failure.Failed.Cause);
            return lines.Lines(0, 1).ToArray();
        }
        finally
        {
            SpareLines.PutBack(lines);
        }
    }

    /// <summary>Replaces the lines by those of the first events, up to one whose rendering may run code of the application.</summary>
    public void EncodePlain(ReadOnlySpan<LogEvent> events, long firstNumber, EncodedLines lines) =>
        Encode(events[..PlainEvents.CountFirst(events)], asBlock: false, lines, firstNumber);

    /// <summary>Appends the lines of events that are one part of several.</summary>
    /// <param name="events">The events.</param>
    /// <param name="firstNumber">The number of the first event.</param>
    /// <param name="asLargeAsPossible">Whether time is short, so that one write takes as much as possible.</param>
    /// <param name="lines">Takes the lines.</param>
    public void AppendPart(ReadOnlySpan<LogEvent> events, long firstNumber, bool asLargeAsPossible, EncodedLines lines) =>
        Append(events, firstNumber, asLargeAsPossible ? LargePartBytes : PartBytes, lines);

    /// <summary>Whether lines have the size of a part, so that they are written before more events are encoded.</summary>
    /// <inheritdoc cref="AppendPart" path="/param"/>
    public static bool IsFull(EncodedLines lines, bool asLargeAsPossible) =>
        lines.Length >= (asLargeAsPossible ? LargePartBytes : PartBytes);

    /// <summary>Appends the lines of a block.</summary>
    public void AppendBlock(ReadOnlySpan<LogEvent> events, long firstNumber, EncodedLines lines) =>
        Append(events, firstNumber, lines.Length + _blockPartBytes, lines);

    void Append(ReadOnlySpan<LogEvent> events, long firstNumber, long endLength, EncodedLines lines)
    {
        var isOwn = firstNumber == RecordMark.OwnNumber;
        var current = isOwn && hasNumbers && _renderer is ClippingRenderer clipping ? clipping.Unlimited : _renderer;
        var number = firstNumber;
        foreach (var logEvent in events)
        {
            lines.Writer.Number = number;
            Encode(logEvent, current, lines);
            if (lines.Length >= endLength) break;
            if (!isOwn) number++;
        }
    }

    static void Encode(LogEvent logEvent, ILineRenderer current, EncodedLines lines)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                current.Render(attempt < MaxAttempts ? logEvent : EventCopy.Of(logEvent), lines.Writer);
                lines.Writer.EndLine();
                return;
            }
            catch (Exception ex) when (attempt < MaxAttempts && EventCopy.MayBeOfChange(ex))
            {
                lines.Writer.DiscardLine();
            }
            catch (Exception ex)
            {
                lines.Writer.DiscardLine();
                lines.Failures.Add(new FailedLine(lines.Count, new FailedEvent(logEvent, lines.Writer.Number, ex)));
                lines.Writer.EndLine();
                return;
            }
        }
    }
}
