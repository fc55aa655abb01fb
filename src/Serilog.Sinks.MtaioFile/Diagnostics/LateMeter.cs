using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Serilog.Debugging;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// Makes the meter when somebody listens, or later: the first meter of a process costs as much time as everything else that a program
/// needs to log a few lines.
/// </summary>
sealed class LateMeter
{
    readonly Func<SinkMeter> _make;
    volatile SinkMeter? _made;
    int _isBegun;

    /// <param name="make">Makes the meter.</param>
    public LateMeter(Func<SinkMeter> make)
    {
        _make = make;
        // A meter that is made after the library was unloaded would keep it in memory.
        Unloading.Run(() => Volatile.Write(ref _isBegun, 1));
    }

    /// <summary>The meter; null = it is not made yet.</summary>
    public SinkMeter? Made => _made;

    /// <summary>Makes the meter if somebody listens to any meter.</summary>
    public void MakeIfHeard()
    {
        if (_made is null && HasListeners()) Make();
    }

    /// <summary>Makes the meter if it is not made yet. Throws nothing.</summary>
    public void Make()
    {
        if (Interlocked.Exchange(ref _isBegun, 1) != 0) return;
        try
        {
            _made = _make();
        }
        catch (Exception ex)
        {
            // Listeners see each instrument when it is made. Their mistake must not keep events from the log.
            SelfLog.WriteLine("A listener of meters threw {0}", ex);
        }
    }

    /// <summary>Makes the meter on a thread of the thread pool.</summary>
    public void MakeSoon()
    {
        if (Volatile.Read(ref _isBegun) == 0) ThreadPool.UnsafeQueueUserWorkItem(static meter => meter.Make(), this, preferLocal: false);
    }

    static bool HasListeners()
    {
        try
        {
            return StartedListeners(null).Count > 0;
        }
        catch (MissingFieldException)
        {
            // Another version of .NET, whose field has another name.
            return true;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "s_allStartedListeners")]
    static extern ref List<MeterListener> StartedListeners(MeterListener? listener);
}
