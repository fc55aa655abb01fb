using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// Gives all instruments of one collection the totals of one moment. A listener collects on one thread, the instruments in the order of
/// their creation. The meter does not tell where a collection begins: it begins when the order does, or after a pause.
/// </summary>
/// <param name="read">Reads the present totals of all paths.</param>
sealed class CollectedTotals(Func<KeyValuePair<string, Totals>[]> read)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    [ThreadStatic] static Collection? t_collection;

    /// <summary>The totals for an instrument.</summary>
    /// <param name="instrument">The number of the instrument in the order of creation.</param>
    public KeyValuePair<string, Totals>[] For(int instrument)
    {
        var collection = t_collection;
        if (collection is null || instrument <= collection.LastInstrument || Stopwatch.GetElapsedTime(collection.LastUse) > Pause)
        {
            t_collection = collection = new Collection(read());
        }
        collection.LastInstrument = instrument;
        collection.LastUse = Stopwatch.GetTimestamp();
        return collection.Totals;
    }

    sealed class Collection(KeyValuePair<string, Totals>[] totals)
    {
        public int LastInstrument { get; set; }

        public long LastUse { get; set; }

        public KeyValuePair<string, Totals>[] Totals => totals;
    }
}
