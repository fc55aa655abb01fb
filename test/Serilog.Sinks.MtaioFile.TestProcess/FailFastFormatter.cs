using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>Writes lines, but ends the process in the middle of one that asks for it.</summary>
sealed class FailFastFormatter : ITextFormatter
{
    public const string Trigger = "failfast";

    readonly MessageTemplateTextFormatter _lines = new("{Message:lj}{NewLine}");

    public void Format(LogEvent logEvent, TextWriter output)
    {
        if (logEvent.MessageTemplate.Text == Trigger)
        {
            output.Write("half a li");
            Environment.FailFast("as asked for");
        }
        _lines.Format(logEvent, output);
    }
}
