using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.TestRunner;

/// <summary>Ends the process when a test takes too long, and names the test: the other tests may depend on what it holds.</summary>
sealed class HangWatch : IDisposable
{
    readonly RunReport _report;
    readonly TimeSpan _limit;
    readonly ManualResetEventSlim _over = new();

    public HangWatch(RunReport report, TimeSpan limit)
    {
        _report = report;
        _limit = limit;
        // A thread of its own: a hung test may have taken all threads of the pool.
        new Thread(Watch) { IsBackground = true, Name = "hang watch" }.Start();
    }

    public void Dispose() => _over.Set();

    void Watch()
    {
        while (!_over.Wait(TimeSpan.FromSeconds(1)))
        {
            var hung = _report.RunningFor(_limit);
            if (hung.Count == 0) continue;
            foreach (var name in hung) _report.Fail(name, $"not done after {_limit.TotalSeconds} s; the tests after it were not run");
            _report.Summarize();
            // An exit in order would wait for what hangs.
            Process.GetCurrentProcess().Kill();
        }
    }
}
