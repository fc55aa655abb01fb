using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// Gives all instruments of one collection the totals of one moment. A listener collects on one thread, one instrument after the other. The
/// meter does not tell where a collection begins: it is taken to begin when an instrument comes again, or after a pause.
/// </summary>
/// <param name="read">Reads the present totals of all paths.</param>
sealed class CollectedTotals(Func<KeyValuePair<string, Totals>[]> read)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    [ThreadStatic] static Collection? t_collection;

    /// <summary>The totals for an instrument.</summary>
    /// <param name="instrument">The number of the instrument, less than 32.</param>
    public KeyValuePair<string, Totals>[] For(int instrument)
    {
        var bit = 1 << instrument;
        var collection = t_collection;
        if (collection is null || (collection.Instruments & bit) != 0 || Stopwatch.GetElapsedTime(collection.LastUse) > Pause)
        {
            t_collection = collection = new Collection(read());
        }
        collection.Instruments |= bit;
        collection.LastUse = Stopwatch.GetTimestamp();
        return collection.Totals;
    }

    sealed class Collection(KeyValuePair<string, Totals>[] totals)
    {
        public int Instruments;
        public long LastUse;

        public KeyValuePair<string, Totals>[] Totals => totals;
    }
}
