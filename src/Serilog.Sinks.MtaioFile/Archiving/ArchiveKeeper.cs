using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Prunes and compresses archives in the background: on the archive thread, which lives as long as there is work. All requests that come
/// during a pass become one more pass.
/// </summary>
/// <param name="folder">The archives.</param>
/// <param name="pruner">Deletes archives.</param>
/// <param name="finishMoves">Finishes what a killed process was moving. Needs the gate.</param>
/// <param name="compressor">Compresses archives; null when they stay plain.</param>
/// <param name="written">The archives of this run.</param>
/// <param name="context">The sink.</param>
/// <param name="closeTimeout">How long closing waits for a pass.</param>
sealed class ArchiveKeeper(
    ArchiveFolder folder,
    ArchivePruner pruner,
    Action finishMoves,
    ArchiveCompressor? compressor,
    WrittenArchives written,
    SinkContext context,
    TimeSpan closeTimeout) : IDisposable
{
    readonly object _gate = new();
    readonly CancellationTokenSource _cancellation = new();

    // Guarded by _gate.
    bool _requested;
    bool _running;

    // The archive thread alone.
    bool _leftoversTended;

    /// <summary>Requests a pass: at the first event of a run, and after each rotation.</summary>
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

    /// <summary>Prunes what the archive thread leaves to a rotation.</summary>
    public void PruneByCountLocked() => pruner.PruneByCountLocked();

    /// <summary>Waits for a pass that is running, no longer than the time-out, and then cancels it: the plain file stays.</summary>
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
        while (TakeRequest()) PruneAndCompress();
    }

    /// <summary>False ends the archive thread.</summary>
    bool TakeRequest()
    {
        lock (_gate)
        {
            _running = _requested && !_cancellation.IsCancellationRequested;
            _requested = false;
            if (!_running) Monitor.PulseAll(_gate);
            return _running;
        }
    }

    void PruneAndCompress()
    {
        if (!_leftoversTended) RunStep(TendLeftovers);
        _leftoversTended = true;
        if (compressor is not null)
        {
            RunStep(pruner.PruneByCountAndAge);
            RunStep(() => compressor.CompressAll(_cancellation.Token));
        }
        // After a failed compression too: a full disk is no reason to keep more.
        RunStep(pruner.Prune);
    }

    /// <summary>Deletes the temporary files of killed processes, whichever codec they compressed with, and finishes their moves.</summary>
    void TendLeftovers()
    {
        using var pass = folder.Enter();
        string[] names = [.. folder.ListNamesIfPossible()];
        foreach (var codec in folder.Codecs.Prepend(null)) new TemporaryFiles(folder, codec).DeleteLeftoversLocked(names);
        finishMoves();
    }

    /// <summary>Runs a step unless the sink is closing. A failure is reported and ends this step alone.</summary>
    void RunStep(Action step)
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
            context.Reporter.ReportTemporary(
                $"could not tend the archives of {context.Path}, which is tried again after the next rotation", ex);
        }
    }
}
