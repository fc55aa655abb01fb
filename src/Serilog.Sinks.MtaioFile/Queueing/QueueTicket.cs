using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// A request in the queue. When every event before it is settled, its action runs and its task completes; the task fails if any of those
/// events was dropped.
/// </summary>
/// <param name="action">What the worker runs then; null = nothing.</param>
/// <param name="reportsToCaller">Whether a caller learns of drops through the task; if not, the next flush reports them.</param>
sealed class QueueTicket(Action? action = null, bool reportsToCaller = true)
{
    readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Any thread.
    int _dropped;
    volatile bool _reportsToCaller = reportsToCaller;

    // The worker alone.
    IOException? _failure;

    public Task Task => _completion.Task;

    public bool HasAction => action is not null;

    public int Dropped => Volatile.Read(ref _dropped);

    public bool ReportsToCaller => _reportsToCaller;

    public void AddDropped(int count) => Interlocked.Add(ref _dropped, count);

    /// <summary>Notes that the caller has stopped waiting.</summary>
    public void DetachCaller() => _reportsToCaller = false;

    /// <summary>Runs the action; its failure is kept for the completion.</summary>
    public void RunAction()
    {
        try
        {
            action?.Invoke();
        }
        catch (Exception ex)
        {
            _failure = ex as IOException ?? new IOException(FailureText.Of(ex), ex);
        }
    }

    public void Complete(string path)
    {
        if (_failure is { } failure) Fail(failure);
        else if (Dropped > 0) Fail(path);
        else _completion.TrySetResult();
    }

    public void Fail(string path) => Fail(new IOException($"{Dropped} events for {path} were lost"));

    void Fail(IOException failure)
    {
        _completion.TrySetException(failure);
        // Observed here: a caller that has stopped waiting never looks at it.
        _ = _completion.Task.Exception;
    }
}
