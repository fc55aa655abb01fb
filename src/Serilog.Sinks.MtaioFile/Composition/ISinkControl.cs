namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>What a handle can do to the sink it is attached to.</summary>
interface ISinkControl
{
    MtaioFileStatistics Statistics { get; }

    string Path { get; }

    Task FlushAsync(bool toDisk, CancellationToken cancellationToken);

    Task RotateAsync();

    Task ReopenAsync();

    Task CloseAsync();
}
