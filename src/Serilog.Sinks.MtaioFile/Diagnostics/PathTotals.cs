namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// The totals of paths. Open paths and those that were closed last have totals of their own. Older closed paths have one sum, so that a
/// process that writes many short-lived files does not keep a total for each. The lock of <see cref="SinkMetrics"/> guards it.
/// </summary>
sealed class PathTotals
{
    public const int ClosedPathsKept = 100;

    /// <summary>Stands for the paths in the sum.</summary>
    public const string OtherPaths = "(other closed files)";

    readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    // The path that was closed last is the last one.
    readonly LinkedList<Entry> _closed = [];
    Totals _others = Totals.None;

    /// <summary>All totals, the sum included once it has anything in it.</summary>
    public KeyValuePair<string, Totals>[] All =>
    [
        .. _entries.Select(e => KeyValuePair.Create(e.Key, e.Value.Totals)),
        .. ReferenceEquals(_others, Totals.None) ? [] : new[] { KeyValuePair.Create(OtherPaths, _others) },
    ];

    /// <summary>Takes note of a sink that writes to a path.</summary>
    public void Open(string path)
    {
        if (!_entries.TryGetValue(path, out var entry)) _entries.Add(path, entry = new Entry(path));
        if (entry.Sinks == 0) _closed.Remove(entry);
        entry.Sinks++;
    }

    /// <summary>Adds what a sink has counted. A closed sink may still count late events when its path is a part of the sum.</summary>
    public void Add(string path, Totals counted)
    {
        if (_entries.TryGetValue(path, out var entry)) entry.Totals = entry.Totals.Plus(counted);
        else _others = _others.Plus(counted);
    }

    /// <summary>Takes note of a sink that writes to a path no more.</summary>
    public void Close(string path)
    {
        var entry = _entries[path];
        if (--entry.Sinks > 0) return;
        _closed.AddLast(entry);
        if (_closed.Count <= ClosedPathsKept) return;
        var oldest = _closed.First!.Value;
        _closed.RemoveFirst();
        _entries.Remove(oldest.Path);
        _others = _others.Plus(oldest.Totals);
    }

    sealed class Entry(string path)
    {
        public string Path => path;

        /// <summary>The number of sinks that write to the path.</summary>
        public int Sinks { get; set; }

        public Totals Totals { get; set; } = Totals.None;
    }
}
