namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// A place in the queue: when every event before it is settled, its action is run and its task completes, or fails if any of them was lost.
/// </summary>
/// <param name="action">What the worker is to do then.</param>
/// <param name="tellsCaller">Whether losses reach somebody who asked for them; if not, the next flush is told instead.</param>
sealed class QueueTicket(Action? action = null, bool tellsCaller = true)
{
    readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    IOException? _failure;
    int _lost;
    volatile bool _tellsCaller = tellsCaller;

    public Task Task => _completion.Task;

    public int Lost => Volatile.Read(ref _lost);

    public bool TellsCaller => _tellsCaller;

    public void AddLost(int count) => Interlocked.Add(ref _lost, count);

    /// <summary>The caller no longer waits.</summary>
    public void Desert() => _tellsCaller = false;

    public void Act()
    {
        try
        {
            action?.Invoke();
        }
        catch (Exception ex)
        {
            _failure = ex as IOException ?? new IOException(ex.Message, ex);
        }
    }

    public void Complete(string path)
    {
        if (_failure is { } failure) Fail(failure);
        else if (Lost > 0) Fail(path);
        else _completion.TrySetResult();
    }

    public void Fail(string path) => Fail(new IOException($"{Lost} events for {path} were lost"));

    void Fail(IOException failure)
    {
        _completion.TrySetException(failure);
        // A flush whose caller stopped waiting has nobody left to look at it.
        _ = _completion.Task.Exception;
    }
}
