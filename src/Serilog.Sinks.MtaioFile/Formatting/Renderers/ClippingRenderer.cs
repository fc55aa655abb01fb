using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Limits the size of an event: renders an event that is too large again, clipped shorter and shorter until it fits.</summary>
sealed class ClippingRenderer(ILineRenderer inner, int maxBytes) : ILineRenderer
{
    const int ShrinkFactor = 4;

    /// <summary>The renderer without a limit.</summary>
    public ILineRenderer Unlimited => inner;

    public bool IsThreadSafe => inner.IsThreadSafe;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        var start = output.Position;
        if (RenderFits(logEvent, start, output)) return;
        var size = output.Position - start;
        foreach (var clipped in ShorterVersionsOf(logEvent, size))
        {
            output.TruncateTo(start);
            if (RenderFits(clipped, start, output)) return;
        }
        throw new FormatException($"an event of {size} bytes cannot be clipped to {maxBytes}: what the format adds is too long");
    }

    /// <summary>
    /// First clips values. If that is not enough, clips the template. Then leaves out the exception, whose type may have a long name, and
    /// at last the trace.
    /// </summary>
    IEnumerable<LogEvent> ShorterVersionsOf(LogEvent logEvent, int size)
    {
        for (var length = maxBytes / 2; length > 0; length /= ShrinkFactor) yield return ClippedEvent.OfValues(logEvent, size, length);
        for (var length = maxBytes / 2; length > 0; length /= ShrinkFactor) yield return ClippedEvent.OfTemplate(logEvent, size, length);
        yield return ClippedEvent.WithoutException(logEvent, size, withTrace: true);
        yield return ClippedEvent.WithoutException(logEvent, size, withTrace: false);
    }

    /// <summary>Renders an event.</summary>
    /// <returns>Whether the event has at most the maximum size.</returns>
    bool RenderFits(LogEvent logEvent, int start, Utf8LineWriter output)
    {
        inner.Render(logEvent, output);
        output.CompleteCharacter();
        return output.Position - start <= maxBytes;
    }
}
