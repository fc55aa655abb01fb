using Serilog.Sinks.MtaioFile.Diagnostics;







namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Looks after the archives in the background, off the way of events: a thread that is there while there is work. Requests that come
/// while it is busy become one.
/// </summary>
sealed class ArchiveKeeper(ArchivePruner pruner, RetentionPolicy retention, ArchiveCompressor compressor, bool compresses, SinkContext context, TimeSpan closeTimeout) : IDisposable
{
    readonly object _gate = new();
    readonly CancellationTokenSource _cancellation = new();
    bool _requested;
    bool _running;
    bool _leftoverDeleted;

    /// <summary>Asks for a look at the archives: at the start, and after each rotation.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_cancellation.IsCancellationRequested) return;
            _requested = true;
            if (_running) return;
            _running = true;
        }
        new Thread(Run) { IsBackground = true, Name = $"MtaioFile archives {context.Path}" }.UnsafeStart();
    }

    /// <summary>Waits for work under way, for its time, and then cuts it short: the plain file stays.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_running) Monitor.Wait(_gate, closeTimeout);
            _cancellation.Cancel();
        }
    }

    void Run()
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_requested || _cancellation.IsCancellationRequested)
                {
                    _running = false;
                    Monitor.PulseAll(_gate);
                    return;
                }
                _requested = false;
            }
            Tend();
        }
    }

    void Tend()
    {
        if (!_leftoverDeleted) Try(compressor.DeleteLeftover);
        _leftoverDeleted = true;
        // By total size only when everything has its final size.
        Try(() => pruner.Prune(compresses ? retention with { TotalBytes = null } : retention));
        if (!compresses) return;
        Try(CompressAll);
        // Also when that failed: a full disk is no reason to keep more.
        Try(() => pruner.Prune(retention));
    }

    void CompressAll()
    {
        while (compressor.CompressNext(_cancellation.Token))
        {
        }
    }

    void Try(Action step)
    {
        try
        {
            if (!_cancellation.IsCancellationRequested) step();
        }
        catch (Exception) when (_cancellation.IsCancellationRequested)
        {
            // The sink is closing; the next start finishes the work.
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not tend the archives of {context.Path}, which is tried again after the next rotation", ex);
        }
    }
}
