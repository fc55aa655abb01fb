using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>Never returns, as a write to a hung disk never returns.</summary>
sealed class HangingFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output) => Thread.Sleep(Timeout.Infinite);
}
