namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>The operations of a handle on its sink.</summary>
interface ISinkControl
{
    MtaioFileStatistics Statistics { get; }

    string Path { get; }

    Task FlushAsync(bool toDisk, CancellationToken cancellationToken);

    Task RotateAsync();

    Task ReopenAsync();

    Task CloseAsync();
}
