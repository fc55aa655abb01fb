namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// The base of tests with relative paths, for instance in the examples of a document: the current directory is the folder of the test. Such
/// tests run alone.
/// </summary>
public abstract class LogInCurrentDirectory : LogUnderTest
{
    readonly string _directoryBefore = Directory.GetCurrentDirectory();

    protected LogInCurrentDirectory() => Directory.SetCurrentDirectory(Folder.Path);

    public override void Dispose()
    {
        Log.CloseAndFlush();
        Directory.SetCurrentDirectory(_directoryBefore);
        base.Dispose();
    }
}
