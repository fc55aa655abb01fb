using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Keeps the messages of what reaches it.</summary>
sealed class CollectingSink : ILogEventSink
{
    readonly List<string> _messages = [];

    public string[] Messages
    {
        get
        {
            lock (_messages) return [.. _messages];
        }
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_messages) _messages.Add(logEvent.RenderMessage());
    }
}
