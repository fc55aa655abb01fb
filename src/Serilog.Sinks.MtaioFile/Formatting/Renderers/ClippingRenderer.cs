using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Renders an event that would take too many bytes again, with as little of it clipped as makes it fit.</summary>
sealed class ClippingRenderer(ILineRenderer inner, int maxBytes) : ILineRenderer
{
    const int Steps = 4;

    public bool IsConcurrent => inner.IsConcurrent;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        var start = output.Position;
        if (Fits(logEvent, start, output)) return;
        var size = output.Position - start;
        foreach (var smaller in EverSmaller(logEvent, size))
        {
            output.TakeBack(start);
            if (Fits(smaller, start, output)) return;
        }
        throw new FormatException($"an event of {size} bytes cannot be clipped to {maxBytes}: what the format adds is too long");
    }

    IEnumerable<LogEvent> EverSmaller(LogEvent logEvent, int size)
    {
        for (var length = maxBytes / 2; length > 0; length /= Steps) yield return ClippedEvent.Of(logEvent, size, length);
        for (var length = maxBytes / 2; length > 0; length /= Steps) yield return ClippedEvent.Bare(logEvent, size, length);
    }

    bool Fits(LogEvent logEvent, int start, Utf8LineWriter output)
    {
        inner.Render(logEvent, output);
        output.Settle();
        return output.Position - start <= maxBytes;
    }
}
