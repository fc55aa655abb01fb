namespace Sample;

/// <summary>Keeps what the sinks had to complain about, which should be nothing.</summary>
sealed class Complaints
{
    readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_texts) return [.. _texts];
        }
    }

    public void Add(string text)
    {
        lock (_texts) _texts.Add(text.TrimEnd());
    }
}
