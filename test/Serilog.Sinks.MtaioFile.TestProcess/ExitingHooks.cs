namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>Hooks that end the process, or make the failure listener end it.</summary>
/// <param name="place">The place of the exit.</param>
/// <param name="log">Logs an event, which the sink cannot write while the hook runs.</param>
sealed class ExitingHooks(ExitPlace place, Action log) : MtaioFileHooks
{
    public override void OnRotated(string path, string archivePath)
    {
        if (place == ExitPlace.Rotated) Exit();
    }

    public override void OnArchiveDeleting(string archivePath)
    {
        if (place == ExitPlace.Deleting) Exit();
        if (place == ExitPlace.DeletingListener) throw new InvalidOperationException("as asked for");
    }

    void Exit()
    {
        log();
        Environment.Exit(0);
    }
}
