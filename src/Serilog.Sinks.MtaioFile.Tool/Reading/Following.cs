namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>Shows what comes to logs until the user stops it.</summary>
sealed class Following(IReadOnlyList<LogFollower> followers, RecordSelection selection, RecordWriter writer)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            do
            {
                foreach (var record in MergedLogs.Merge([.. followers.Select(f => f.New())]))
                {
                    if (selection.Wants(record)) writer.Write(record);
                }
                writer.Flush();
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The user has seen enough.
        }
    }
}
