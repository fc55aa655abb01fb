using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>Writes lines, but ends the process in the middle of one that asks for it.</summary>
/// <param name="place">Where an event that asks for an exit ends the process.</param>
/// <param name="delay">The time that each line takes.</param>
sealed class EndingFormatter(ExitPlace place, TimeSpan? delay) : ITextFormatter
{
    public const string FailFastTrigger = "failfast";

    public const string ExitTrigger = "exit-inside";

    readonly MessageTemplateTextFormatter _lines = new("{Message:lj}\n");

    public void Format(LogEvent logEvent, TextWriter output)
    {
        if (delay is { } time) Thread.Sleep(time);
        if (logEvent.MessageTemplate.Text == FailFastTrigger)
        {
            output.Write("half a li");
            Environment.FailFast("as asked for");
        }
        if (logEvent.MessageTemplate.Text == ExitTrigger)
        {
            if (place == ExitPlace.Formatter) Environment.Exit(0);
            throw new InvalidOperationException("as asked for");
        }
        _lines.Format(logEvent, output);
    }
}
