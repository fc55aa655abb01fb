using Serilog.Debugging;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// Collects what goes to SelfLog meanwhile: what this thread writes, and what is about a file of the test. For tests of
/// <see cref="ProcessWideState"/> only.
/// </summary>
sealed class SelfLogOutput : IDisposable
{
    readonly List<string> _lines = [];

    public SelfLogOutput(TempFolder? folder = null)
    {
        var thread = Environment.CurrentManagedThreadId;
        SelfLog.Enable(line =>
        {
            // Sinks that other tests have left behind may still be failing.
            if (Environment.CurrentManagedThreadId != thread && (folder is null || !line.Contains(folder.Path, StringComparison.Ordinal)))
            {
                return;
            }
            lock (_lines) _lines.Add(line);
        });
    }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    public void Dispose() => SelfLog.Disable();
}
