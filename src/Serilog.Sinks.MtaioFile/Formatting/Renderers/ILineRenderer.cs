using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Writes the text of one event, its line end included.</summary>
interface ILineRenderer
{
    /// <summary>Whether several threads may render at once, each into its own lines.</summary>
    bool IsThreadSafe { get; }

    void Render(LogEvent logEvent, Utf8LineWriter output);
}
