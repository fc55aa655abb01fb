using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The message and a line end, as a formatter that settings can name.</summary>
public sealed class LineFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        foreach (var token in logEvent.MessageTemplate.Tokens) token.Render(logEvent.Properties, output);
        output.Write('\n');
    }
}
