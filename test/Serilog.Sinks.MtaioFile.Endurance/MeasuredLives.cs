using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>The threads and the heap of each life of the child of <see cref="ManySinks"/>, as the child measures them.</summary>
sealed class MeasuredLives
{
    const int MostThreads = 64;
    const double HeapFactor = 1.5;
    const long HeapBytes = 20_000_000;

    // The thread that reads the output of the child; others while no child lives.
    readonly List<(int Life, long Bytes)> _heaps = [];
    int _threads;

    /// <param name="life">The number of the life.</param>
    /// <param name="threads">The threads of the process.</param>
    /// <param name="bytes">The heap after a collection; the last measure of a life counts.</param>
    public void Add(int life, string threads, string bytes)
    {
        _threads = Math.Max(_threads, int.Parse(threads, CultureInfo.InvariantCulture));
        if (_heaps.Count > 0 && _heaps[^1].Life == life) _heaps.RemoveAt(_heaps.Count - 1);
        _heaps.Add((life, long.Parse(bytes, CultureInfo.InvariantCulture)));
    }

    public IEnumerable<string> Violations()
    {
        if (_heaps.Count < 2) yield return "fewer than two lives were measured";
        if (_threads > MostThreads) yield return $"{_threads} threads";
        if (Last > (First * HeapFactor) + HeapBytes) yield return $"the heap has grown: {this}";
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"at most {_threads} threads, heap {First / 1e6:0.0} to {Last / 1e6:0.0} MB");

    long First => _heaps.Count > 0 ? _heaps[0].Bytes : 0;

    long Last => _heaps.Count > 0 ? _heaps[^1].Bytes : 0;
}
