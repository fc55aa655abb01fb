using System.Diagnostics;
using System.Globalization;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Lets the producer that has filled a slice encode it ahead while the worker is behind. The events are still in that thread's cache, and a
/// backlog of bytes is cheaper to keep than a backlog of objects.
/// </summary>
/// <param name="gate">The queue's lock.</param>
/// <param name="target">The target, which encodes.</param>
/// <param name="ledger">Says whether the failure listener uses events; if not, encoded events are released.</param>
/// <param name="fromSlices">From this many waiting full slices on, a producer encodes the slice that it fills.</param>
sealed class ProducerHelp(object gate, IBatchTarget target, DropLedger ledger, int fromSlices)
{
    // Set by the worker; null = no help yet.
    volatile CultureInfo? _workersCulture;

    /// <summary>Called by the worker at the start of a turn. All events are rendered in the worker's culture.</summary>
    public void Enable() => _workersCulture = CultureInfo.CurrentCulture;

    /// <summary>Marks a slice as being encoded by the producer that has just filled it, if enough slices wait.</summary>
    /// <returns>Whether the caller must encode the slice, without the lock.</returns>
    public bool TryBeginLocked(EventSlice filled, int waitingSlices)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_workersCulture is null || waitingSlices < fromSlices) return false;
        filled.IsBeingEncoded = true;
        return true;
    }

    /// <summary>Encodes a slice that was marked.</summary>
    public void EncodeAhead(EventSlice filled)
    {
        IEncodedBatch? encoded = null;
        try
        {
            // Changing the culture for a while could call the application.
            if (ReferenceEquals(CultureInfo.CurrentCulture, _workersCulture)) encoded = target.EncodeAhead(filled.ToPart());
        }
        catch (ThreadInterruptedException)
        {
            Thread.CurrentThread.Interrupt();
        }
        catch (Exception)
        {
            // The caller has nothing to do with these events. The worker encodes them, and reports what fails then.
        }
        finally
        {
            using (Uninterrupted.Enter(gate))
            {
                filled.EndEncoding(encoded, releaseEvents: !ledger.WantsEvents);
                Monitor.PulseAll(gate);
            }
        }
    }
}
