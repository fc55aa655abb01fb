using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Keeps the events that reach it, and can do more with each.</summary>
sealed class CollectingSink(Action<LogEvent>? then = null) : ILogEventSink
{
    readonly List<LogEvent> _events = [];

    public IReadOnlyList<LogEvent> Events
    {
        get
        {
            lock (_events) return [.. _events];
        }
    }

    public LogEvent Last => Events[^1];

    /// <summary>The messages as a reader sees them.</summary>
    public string[] Messages => [.. Events.Select(e => e.RenderMessage())];

    /// <summary>The message templates, in which holes are not filled.</summary>
    public string[] Templates => [.. Events.Select(e => e.MessageTemplate.Text)];

    public void Emit(LogEvent logEvent)
    {
        lock (_events) _events.Add(logEvent);
        then?.Invoke(logEvent);
    }
}
