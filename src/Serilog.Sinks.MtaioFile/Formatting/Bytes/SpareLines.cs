using System.Diagnostics;
using System.Text;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Formatting.Bytes;

/// <summary>
/// The lines that no sink uses at the moment, with their buffers, for all sinks of the process. A sink has lines only while it writes. The
/// buffers have a limit together, and go when no sink has written for a while.
/// </summary>
static class SpareLines
{
    /// <summary>The most bytes of all buffers that are kept.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>A larger buffer was made for an unusual event, and is not kept.</summary>
    public const int LargestBuffer = 4 * 1024 * 1024;

    // The dictionary is also the lock.
    static readonly Dictionary<Encoding, Stack<EncodedLines>> Spares = [];
    static long s_bytes;
    static bool s_isUsed;

    /// <summary>How many bytes are kept now.</summary>
    public static long Bytes => Volatile.Read(ref s_bytes);

    /// <summary>Takes empty lines.</summary>
    public static EncodedLines Take(Encoding encoding)
    {
        using (Uninterrupted.Enter(Spares))
        {
            s_isUsed = true;
            if (Spares.TryGetValue(encoding, out var spares) && spares.TryPop(out var spare))
            {
                s_bytes -= spare.Capacity;
                return spare;
            }
        }
        return new EncodedLines(encoding);
    }

    /// <summary>Takes lines back that nothing refers to any more.</summary>
    public static void PutBack(EncodedLines used)
    {
        used.Clear();
        if (used.Capacity > LargestBuffer) return;
        using (Uninterrupted.Enter(Spares))
        {
            if (s_bytes + used.Capacity > MostBytes) return;
            s_bytes += used.Capacity;
            if (!Spares.TryGetValue(used.Writer.Encoding, out var spares)) Spares.Add(used.Writer.Encoding, spares = new());
            spares.Push(used);
        }
    }

    /// <summary>Releases the lines if none were taken since the last call.</summary>
    /// <returns>Whether any are kept.</returns>
    public static bool ReleaseUnused()
    {
        using (Uninterrupted.Enter(Spares))
        {
            if (!s_isUsed) ClearLocked();
            s_isUsed = false;
            return Spares.Count > 0;
        }
    }

    /// <summary>Releases all spare lines.</summary>
    public static void Clear()
    {
        using (Uninterrupted.Enter(Spares)) ClearLocked();
    }

    static void ClearLocked()
    {
        Debug.Assert(Monitor.IsEntered(Spares));
        Spares.Clear();
        s_bytes = 0;
    }
}
