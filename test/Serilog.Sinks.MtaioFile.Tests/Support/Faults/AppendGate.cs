namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A disk that hangs: holds the worker in its first write until the gate is opened.</summary>
sealed class AppendGate : IDisposable
{
    readonly ManualResetEventSlim _entered = new();
    readonly ManualResetEventSlim _open = new();
    readonly ManualResetEventSlim _closed = new();
    readonly FailingFileSystem _fileSystem = new();

    public AppendGate() => _fileSystem.Before = (operation, _) =>
    {
        if (operation == FileOperation.Close) _closed.Set();
        if (operation != FileOperation.Append) return;
        _entered.Set();
        _open.Wait();
    };

    public FailingFileSystem FileSystem => _fileSystem;

    /// <summary>Returns when the worker hangs in the write.</summary>
    public void AwaitWorker() => Assert.True(_entered.Wait(TimeSpan.FromSeconds(30)));

    /// <summary>Returns when the worker has closed the file, after which it writes nothing more.</summary>
    public void AwaitClose() => Assert.True(_closed.Wait(TimeSpan.FromSeconds(30)));

    public void Open() => _open.Set();

    public void Dispose() => _open.Set();
}
