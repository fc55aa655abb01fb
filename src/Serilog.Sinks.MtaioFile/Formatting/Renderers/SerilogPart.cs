using System.Text;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Any hole, rendered by Serilog.</summary>
sealed class SerilogPart(PropertyToken property, IFormatProvider? provider) : OutputPart
{
    // Most parts are rendered without Serilog, and its formatter takes long to load.
    MessageTemplateTextFormatter? _formatter;

    MessageTemplateTextFormatter Formatter => _formatter ??= new MessageTemplateTextFormatter(property.ToString(), provider);

    public override void Render(LogEvent logEvent, Utf8LineWriter output) => Formatter.Format(logEvent, output);

    /// <summary>The bytes that Serilog renders for a level, where nothing else of an event matters.</summary>
    public byte[] BytesFor(LogEventLevel level)
    {
        using var text = new StringWriter();
        Formatter.Format(new LogEvent(default, level, exception: null, MessageTemplate.Empty, []), text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
