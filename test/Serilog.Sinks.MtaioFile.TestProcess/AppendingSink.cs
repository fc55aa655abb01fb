using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>A sink of the application, which appends each event to a file.</summary>
sealed class AppendingSink(ITextFormatter formatter, string path) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter();
        formatter.Format(logEvent, line);
        File.AppendAllText(path, line.ToString());
    }
}
