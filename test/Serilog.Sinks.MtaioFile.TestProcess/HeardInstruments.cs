using System.Diagnostics.Metrics;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>Listens to the meter of the library, and counts its instruments.</summary>
sealed class HeardInstruments : IDisposable
{
    readonly MeterListener _listener = new();
    int _count;

    public HeardInstruments()
    {
        _listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "Serilog.Sinks.MtaioFile") Interlocked.Increment(ref _count);
        };
        _listener.Start();
    }

    public int Count => Volatile.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
