using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// Counts the events that come after a sink was closed, for SelfLog: a program that goes on logging must not get a line for each event.
/// </summary>
sealed class LateEvents
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    readonly object _gate = new();

    // Guarded by the gate.
    long? _toldAt;
    int _untold;

    /// <summary>Counts an event.</summary>
    /// <param name="count">How many events are to be told of now.</param>
    /// <returns>Whether it is time to tell of events: at the first one, and then once a second at most.</returns>
    public bool TryTake(out int count)
    {
        using (Uninterrupted.Enter(_gate))
        {
            count = ++_untold;
            if (_toldAt is { } last && Stopwatch.GetElapsedTime(last) < Period) return false;
            _toldAt = Stopwatch.GetTimestamp();
            _untold = 0;
            return true;
        }
    }
}
