using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Renders an output template as Serilog's formatter does, but straight to UTF-8.</summary>
sealed class OutputTemplateRenderer : ILineRenderer
{
    readonly OutputPart[] _parts;

    /// <param name="outputTemplate">The output template.</param>
    /// <param name="provider">The culture; null = invariant.</param>
    /// <param name="run">The run whose records have marks; null = they have none.</param>
    public OutputTemplateRenderer(string outputTemplate, IFormatProvider? provider, string? run = null)
    {
        var tokens = new MessageTemplateParser().Parse(outputTemplate).Tokens.ToArray();
        if (run is not null) tokens = SequencePart.AddTo(tokens);
        _parts = Array.ConvertAll(tokens, t => OutputPart.Of(t, tokens, provider, run));
        IsThreadSafe = ValueFormat.TryGetCulture(provider, out _);
    }

    /// <summary>Only .NET's own cultures are known to be thread-safe.</summary>
    public bool IsThreadSafe { get; }

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        foreach (var part in _parts) part.Render(logEvent, output);
    }
}
