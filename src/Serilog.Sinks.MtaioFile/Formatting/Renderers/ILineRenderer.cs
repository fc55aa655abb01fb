using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Renders one event, its line end included.</summary>
interface ILineRenderer
{
    /// <summary>Whether several threads may render at once, each into lines of its own.</summary>
    bool IsConcurrent { get; }

    void Render(LogEvent logEvent, Utf8LineWriter output);
}
