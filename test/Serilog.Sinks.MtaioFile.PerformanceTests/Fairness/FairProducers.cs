using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Fairness;

/// <summary>Threads that all log for the same time, and count how many events each of them brought in.</summary>
sealed class FairProducers(Contender contender, int producers)
{
    const int EventsPerProducer = SampleEvent.LastNumber - SampleEvent.FirstNumber;

    readonly long[] _counts = new long[producers];
    volatile bool _isOver;

    /// <summary>Returns the number of events of each.</summary>
    public long[] Run(TimeSpan time)
    {
        using var started = new CountdownEvent(producers);
        using var go = new ManualResetEventSlim();
        var threads = Enumerable.Range(0, producers).Select(i => new Thread(() => Log(i, started, go))).ToArray();
        foreach (var thread in threads) thread.Start();
        started.Wait();
        go.Set();
        Thread.Sleep(time);
        _isOver = true;
        foreach (var thread in threads) thread.Join();
        return _counts;
    }

    void Log(int index, CountdownEvent started, ManualResetEventSlim go)
    {
        started.Signal();
        go.Wait();
        long count = 0;
        while (!_isOver)
        {
            contender.Write(SampleEvent.FirstNumber + (int)(count % EventsPerProducer));
            count++;
        }
        _counts[index] = count;
    }
}
