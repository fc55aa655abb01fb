namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The thread of a sink's worker: it starts once, with the first use of the sink, and ends once.</summary>
sealed class WorkerThread
{
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Action _run;
    readonly Thread _thread;
    int _started;

    /// <param name="path">The path of the log file, which names the thread.</param>
    /// <param name="run">The worker's loop. It throws nothing.</param>
    public WorkerThread(string path, Action run)
    {
        _run = run;
        _thread = new Thread(Run) { IsBackground = true, Name = $"MtaioFile {path}" };
    }

    /// <summary>Completes when the loop has ended.</summary>
    public Task Ended => _ended.Task;

    public int Id => _thread.ManagedThreadId;

    public bool IsCurrent => ReferenceEquals(Thread.CurrentThread, _thread);

    public void EnsureStarted()
    {
        // Unsafe: neither culture nor async locals of the first caller are to reach formatters.
        if (Volatile.Read(ref _started) == 0 && Interlocked.Exchange(ref _started, 1) == 0) _thread.UnsafeStart();
    }

    void Run()
    {
        _run();
        _ended.SetResult();
    }
}
