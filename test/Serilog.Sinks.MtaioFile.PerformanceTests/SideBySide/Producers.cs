using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>Threads that wait for the start and then log a share of the events each; a single one is the calling thread.</summary>
sealed class Producers : IDisposable
{
    readonly ManualResetEventSlim _go = new();
    readonly Thread[] _threads;
    readonly Action _own;

    public Producers(Contender contender, int first, int events, int count)
    {
        var share = events / count;
        _own = () => contender.WriteRange(first, first + events - (share * (count - 1)));
        _threads =
        [
            .. Enumerable.Range(1, count - 1)
                .Select(i => Start(() => contender.WriteRange(first + events - (share * i), first + events - (share * (i - 1))))),
        ];
    }

    public void Run()
    {
        _go.Set();
        _own();
        foreach (var thread in _threads) thread.Join();
    }

    public void Dispose() => _go.Dispose();

    Thread Start(Action work)
    {
        var thread = new Thread(() =>
        {
            _go.Wait();
            work();
        });
        thread.Start();
        return thread;
    }
}
