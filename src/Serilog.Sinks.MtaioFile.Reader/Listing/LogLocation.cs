namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>Where a log is, and how its archives may be named.</summary>
sealed class LogLocation
{
    public string Path { get; init; } = "";

    public static LogLocation Find(string path, MtaioLogOptions options) => throw new NotImplementedException();
}
