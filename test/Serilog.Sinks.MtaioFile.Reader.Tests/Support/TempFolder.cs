namespace Serilog.Sinks.MtaioFile.Reader.Tests.Support;

/// <summary>A folder of its own for a test, deleted at its end.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("MtaioFile.Reader.").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A scanner may have a file open; the folder is a temporary one.
        }
    }
}
