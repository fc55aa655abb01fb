using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A formatter that does what the test says.</summary>
sealed class DelegateFormatter(Action<LogEvent, TextWriter> format) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output) => format(logEvent, output);
}
