using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Renders an output template as Serilog's formatter does, but straight to UTF-8.</summary>
sealed class OutputTemplateRenderer : ILineRenderer
{
    readonly OutputPart[] _parts;

    public OutputTemplateRenderer(string outputTemplate, IFormatProvider? provider)
    {
        var tokens = new MessageTemplateParser().Parse(outputTemplate).Tokens.ToArray();
        _parts = Array.ConvertAll(tokens, t => OutputPart.Of(t, tokens, provider));
        IsThreadSafe = ValueFormat.TryGetCulture(provider, out _);
    }

    /// <summary>Only .NET's own cultures are known to be thread-safe.</summary>
    public bool IsThreadSafe { get; }

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        foreach (var part in _parts) part.Render(logEvent, output);
    }
}
