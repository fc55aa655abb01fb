using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Writes messages as lines, but holds the worker at its first event until the gate is opened.</summary>
sealed class GatedFormatter : ITextFormatter, IDisposable
{
    readonly ManualResetEventSlim _entered = new();
    readonly ManualResetEventSlim _open = new();

    public void Format(LogEvent logEvent, TextWriter output)
    {
        _entered.Set();
        _open.Wait();
        output.Write(logEvent.RenderMessage());
        output.Write('\n');
    }

    /// <summary>Returns when the worker stands at the gate.</summary>
    public void AwaitWorker() => Assert.True(_entered.Wait(TimeSpan.FromSeconds(30)));

    public void Open() => _open.Set();

    public void Dispose()
    {
        _open.Set();
        _entered.Dispose();
    }
}
