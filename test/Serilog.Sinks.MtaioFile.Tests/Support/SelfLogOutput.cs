using Serilog.Debugging;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Collects what goes to SelfLog meanwhile; for tests of <see cref="ProcessWideState"/> only.</summary>
sealed class SelfLogOutput : IDisposable
{
    readonly List<string> _lines = [];

    public SelfLogOutput() => SelfLog.Enable(line =>
    {
        lock (_lines) _lines.Add(line);
    });

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    public void Dispose() => SelfLog.Disable();
}
