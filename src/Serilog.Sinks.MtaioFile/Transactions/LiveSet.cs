using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>What is live in the process. Any thread may use it.</summary>
sealed class LiveSet<T>
{
    readonly HashSet<T> _items = [];

    public bool Any
    {
        get
        {
            using (Uninterrupted.Enter(_items)) return _items.Count > 0;
        }
    }

    public void Add(T item)
    {
        using (Uninterrupted.Enter(_items)) _items.Add(item);
    }

    public void Remove(T item)
    {
        using (Uninterrupted.Enter(_items)) _items.Remove(item);
    }

    public T[] Snapshot()
    {
        using (Uninterrupted.Enter(_items)) return [.. _items];
    }
}
