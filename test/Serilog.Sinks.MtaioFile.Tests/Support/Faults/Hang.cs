namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Runs what might hang on a thread of its own, so that a hang fails the test instead of the run.</summary>
static class Hang
{
    static readonly TimeSpan TooLong = TimeSpan.FromSeconds(30);

    /// <summary>Returns when all have; a failure of one is a failure of the test.</summary>
    public static void Fails(params Action[] actions) => Join(actions.Select(Start).ToArray());

    public static (Thread Thread, Func<Exception?> Failure) Start(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action)) { IsBackground = true };
        thread.Start();
        return (thread, () => failure);
    }

    public static void Join(params (Thread Thread, Func<Exception?> Failure)[] started)
    {
        foreach (var (thread, failure) in started)
        {
            Assert.True(thread.Join(TooLong), "it hangs");
            Assert.Null(failure());
        }
    }

    /// <summary>The task, or a failure when it does not complete.</summary>
    public static Task FailsAsync(Task task) => task.WaitAsync(TooLong);
}
