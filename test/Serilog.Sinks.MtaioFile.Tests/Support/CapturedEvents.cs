using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Keeps the events that reach it, and can do more with each.</summary>
sealed class CapturedEvents(Action<LogEvent>? then = null) : ILogEventSink, IDisposable
{
    readonly List<LogEvent> _events = [];

    public IReadOnlyList<LogEvent> All
    {
        get
        {
            lock (_events) return [.. _events];
        }
    }

    public string[] Messages => [.. All.Select(e => e.MessageTemplate.Text)];

    public LogEvent Last => All[^1];

    public bool IsDisposed { get; private set; }

    public void Emit(LogEvent logEvent)
    {
        lock (_events) _events.Add(logEvent);
        then?.Invoke(logEvent);
    }

    public void Dispose() => IsDisposed = true;
}
