namespace Sample;

/// <summary>Says how far the traffic has come: on one line of a terminal, or in a few lines of a file.</summary>
sealed class Progress(TextWriter output, int total) : IDisposable
{
    readonly object _gate = new();
    readonly int _step = Console.IsOutputRedirected ? total / 4 : total / 100;
    int _done;

    public void Advance()
    {
        lock (_gate)
        {
            _done++;
            if (_done % _step == 0) Print();
        }
    }

    public void Dispose()
    {
        if (!Console.IsOutputRedirected) output.WriteLine();
    }

    void Print()
    {
        var text = $"  {_done:N0} of {total:N0} requests answered";
        if (Console.IsOutputRedirected) output.WriteLine(text);
        else output.Write("\r" + text);
    }
}
