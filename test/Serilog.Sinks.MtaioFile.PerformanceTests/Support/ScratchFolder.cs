namespace Serilog.Sinks.MtaioFile.PerformanceTests.Support;

/// <summary>An empty folder for the files of one run.</summary>
sealed class ScratchFolder : IDisposable
{
    public ScratchFolder(string? parent)
    {
        FullPath = Path.Combine(parent ?? Path.GetTempPath(), $"mtaiofile-performance-{Guid.NewGuid():N}");
        Directory.CreateDirectory(FullPath);
    }

    public string FullPath { get; }

    public string LogPath => Path.Combine(FullPath, "app.log");

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
