using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>
/// Events that are rendered without running code of the application. Any thread may render them, whatever locks of the application it
/// holds.
/// </summary>
static class PlainEvents
{
    /// <summary>The number of events from the first on up to one that is not plain.</summary>
    public static int CountFirst(ReadOnlySpan<LogEvent> events)
    {
        var count = 0;
        while (count < events.Length && IsPlain(events[count])) count++;
        return count;
    }

    static bool IsPlain(LogEvent logEvent)
    {
        // The text of an exception, and of those inside it, may be computed by the application.
        if (logEvent.Exception is not null || !TemplateTokens.ArePlain(TemplateTokens.Of(logEvent.MessageTemplate))) return false;
        foreach (var property in ConcreteDictionary.Of(logEvent.Properties))
        {
            if (!PlainValues.IsPlain(property.Value)) return false;
        }
        return true;
    }
}
