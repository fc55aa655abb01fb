namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A disk that makes progress, but takes its time for every write.</summary>
static class SlowDisk
{
    /// <summary>The real file system with so long a wait before each write.</summary>
    public static FailingFileSystem Taking(TimeSpan perWrite) => new()
    {
        Before = (operation, _) =>
        {
            if (operation == FileOperation.Append) Thread.Sleep(perWrite);
        },
    };
}
