using System.Collections.Concurrent;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// Knows which threads are inside a hook or a failure listener. Such code may end the process, and then never returns to the sink.
/// </summary>
static class ApplicationCalls
{
    /// <summary>The outermost call of each thread, by the id of the thread.</summary>
    static readonly ConcurrentDictionary<int, long> Running = new();

    static long s_last;

    /// <summary>The call that a thread is inside; 0 = none. Each call has another number, above 0.</summary>
    public static long On(int thread) => Running.GetValueOrDefault(thread);

    /// <summary>Runs a call on the current thread.</summary>
    public static void Run(Action call)
    {
        var thread = Environment.CurrentManagedThreadId;
        var isOutermost = Running.TryAdd(thread, Interlocked.Increment(ref s_last));
        try
        {
            call();
        }
        finally
        {
            if (isOutermost) Running.TryRemove(thread, out _);
        }
    }
}
