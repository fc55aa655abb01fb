namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// A place in the queue: when every event before it is settled, its action is run and its task completes, or fails if any of them was lost.
/// </summary>
sealed class QueueTicket(Action? action)
{
    readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _lost;

    public Task Task => _completion.Task;

    public int Lost => Volatile.Read(ref _lost);

    public void AddLost(int count) => Interlocked.Add(ref _lost, count);

    public void Complete(string path)
    {
        try
        {
            action?.Invoke();
        }
        catch (Exception ex)
        {
            Fail(ex as IOException ?? new IOException(ex.Message, ex));
            return;
        }
        if (Lost > 0) Fail(path);
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
