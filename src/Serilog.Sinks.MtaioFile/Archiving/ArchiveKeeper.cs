using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Prunes and compresses archives in the background: on the threads that do so for all logs. All requests that come during a pass become
/// one more pass.
/// </summary>
/// <param name="folder">The archives.</param>
/// <param name="leftovers">What killed processes have left.</param>
/// <param name="pruner">Deletes archives.</param>
/// <param name="compressor">Compresses archives; null when they stay plain.</param>
/// <param name="written">The archives of this run.</param>
/// <param name="context">The sink.</param>
sealed class ArchiveKeeper(
    ArchiveFolder folder,
    Leftovers leftovers,
    ArchivePruner pruner,
    ArchiveCompressor? compressor,
    WrittenArchives written,
    SinkContext context) : IWork, IDisposable
{
    /// <summary>So often at most, pruning is left to the next pass; a log may rotate all the time.</summary>
    const int MostPostponed = 10;

    // Known from the start, so that the threads end when the library is unloaded.
    readonly WorkerPool _pool = ArchiveThreads.Pool;
    readonly object _gate = new();

    // Guarded by _gate.
    WorkItem? _item;
    CancellationTokenSource? _compressing;
    bool _isRequested;
    bool _isRunning;

    // Written under _gate, read by any thread.
    volatile bool _isClosed;

    // One pass at a time.
    bool _leftoversTended;
    bool _isInLine;
    int _postponed;

    /// <summary>Rotated files that wait until the archives have shifted; null = no archives shift.</summary>
    public WaitingFiles? Waiting { get; init; }

    /// <summary>How long closing waits for a pass.</summary>
    public TimeSpan CloseTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Whether no pass is requested or runs. Any thread may ask.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate) return !_isRequested && !_isRunning;
        }
    }

    /// <summary>Requests a pass: at the first event of a run, and after each rotation.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _isRequested = true;
            _item ??= new WorkItem(_pool, this);
        }
        _item.Wake();
    }

    /// <summary>Takes note of an archive that this run has written.</summary>
    /// <param name="archivePath">The path of the archive.</param>
    /// <param name="lastAppend">The timestamp of the last append.</param>
    public void RememberLocked(string archivePath, long lastAppend)
    {
        Debug.Assert(folder.IsLocked);
        try
        {
            if (folder.Probe(archivePath) is { } status) written.Add(status.Identity, lastAppend);
        }
        catch (IOException)
        {
            // The archive is as old as its file says.
        }
    }

    /// <summary>Prunes what a pass leaves to a rotation.</summary>
    public void PruneByCountLocked() => pruner.PruneByCountLocked();

    /// <summary>Waits for a pass that is requested, no longer than the time-out, and then cancels it: the plain file stays.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if ((_isRequested || _isRunning) && _item?.IsRunningHere is not true) Monitor.Wait(_gate, CloseTimeout);
            _isClosed = true;
            _compressing?.Cancel();
        }
        folder.Close();
        Waiting?.EndWaits();
    }

    /// <summary>Completes when every rotated file has the name of an archive.</summary>
    public Task WhenArchived() => Waiting?.WhenDone() ?? Task.CompletedTask;

    public TimeSpan RunTurn()
    {
        if (!_isInLine)
        {
            if (!TryBeginPass()) return Timeout.InfiniteTimeSpan;
            TendAndPrune();
        }
        if (compressor is not null && !TryCompress(compressor)) return Timeout.InfiniteTimeSpan;
        // After a failed compression too: a full disk is no reason to keep more.
        RunStep(() => pruner.Prune(IsTooEarlyToPrune));
        return EndPass();
    }

    bool TryBeginPass()
    {
        lock (_gate)
        {
            _isRunning = _isRequested && !_isClosed;
            _isRequested = false;
            if (!_isRunning) Monitor.PulseAll(_gate);
            return _isRunning;
        }
    }

    /// <returns>The time until the next pass.</returns>
    TimeSpan EndPass()
    {
        lock (_gate)
        {
            _isRunning = false;
            if (_isRequested && !_isClosed) return TimeSpan.Zero;
            Monitor.PulseAll(_gate);
            return Timeout.InfiniteTimeSpan;
        }
    }

    /// <summary>
    /// An archive that was made since the compression has not yet its final size. It is compressed, and then all are pruned, in the next
    /// pass.
    /// </summary>
    bool IsTooEarlyToPrune()
    {
        lock (_gate)
        {
            var isTooEarly = compressor is not null && _isRequested && _postponed < MostPostponed;
            _postponed = isTooEarly ? _postponed + 1 : 0;
            return isTooEarly;
        }
    }

    void TendAndPrune()
    {
        if (!_leftoversTended) RunStep(leftovers.Tend);
        _leftoversTended = true;
        if (Waiting is not null) RunStep(Shift);
        if (compressor is not null) RunStep(pruner.PruneByCountAndAge);
    }

    void Shift()
    {
        if (Waiting!.IsNeeded) Waiting.Run(() => _isClosed, pruner.PruneByCount);
    }

    /// <returns>False when other logs compress now; the pass goes on when this log is called.</returns>
    bool TryCompress(ArchiveCompressor chosen)
    {
        var turns = CompressionTurns.Shared;
        _isInLine = !(_isInLine ? turns.TryBeginCalled(_item!) : turns.TryBegin(_item!));
        if (_isInLine) return false;
        var compressing = BeginCompressing();
        RunStep(() => chosen.CompressAll(compressing.Token));
        EndCompressing();
        compressing.Dispose();
        turns.End();
        return true;
    }

    CancellationTokenSource BeginCompressing()
    {
        lock (_gate) return _compressing = new CancellationTokenSource();
    }

    void EndCompressing()
    {
        lock (_gate) _compressing = null;
    }

    /// <summary>Runs a step unless the sink is closing. A failure is reported and ends this step alone.</summary>
    void RunStep(Action step)
    {
        try
        {
            if (!_isClosed) step();
        }
        catch (Exception) when (_isClosed)
        {
            // The sink is closing; the next start finishes the work.
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary(
                $"could not tend the archives of {context.Path}, which is tried again after the next rotation", ex);
        }
    }
}
