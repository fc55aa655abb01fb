using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>
/// Serilog's formatter of an output template, and the renderer that stands in for it. Both are made when they are first needed. All sinks
/// with one output template share them.
/// </summary>
sealed class OutputTemplateFormatter(string outputTemplate, IFormatProvider? formatProvider) : ITextFormatter
{
    /// <summary>An application has a few output templates. Those that come when there are so many are not shared.</summary>
    const int MostShared = 100;

    /// <summary>Also the lock. A concurrent dictionary would take longer to load than to use: a sink asks once.</summary>
    static readonly Dictionary<string, OutputTemplateFormatter> Shared = new(StringComparer.Ordinal);

    MessageTemplateTextFormatter? _formatter;
    OutputTemplateRenderer? _renderer;

    /// <summary>Renders the same bytes.</summary>
    public OutputTemplateRenderer Renderer => _renderer ??= new OutputTemplateRenderer(outputTemplate, formatProvider);

    /// <summary>A renderer that writes the marks of a run as well.</summary>
    public OutputTemplateRenderer NumberedRenderer(string run) => new(outputTemplate, formatProvider, run);

    /// <summary>The formatter of an output template, shared unless it has a format provider, which could change.</summary>
    public static OutputTemplateFormatter For(string outputTemplate, IFormatProvider? formatProvider)
    {
        if (formatProvider is not null) return new OutputTemplateFormatter(outputTemplate, formatProvider);
        lock (Shared)
        {
            if (Shared.TryGetValue(outputTemplate, out var shared)) return shared;
            var formatter = new OutputTemplateFormatter(outputTemplate, formatProvider);
            if (Shared.Count < MostShared) Shared.Add(outputTemplate, formatter);
            return formatter;
        }
    }

    public void Format(LogEvent logEvent, TextWriter output) =>
        (_formatter ??= new MessageTemplateTextFormatter(outputTemplate, formatProvider)).Format(logEvent, output);
}
