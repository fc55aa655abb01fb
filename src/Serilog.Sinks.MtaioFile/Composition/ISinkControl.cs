using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>The operations of a handle on its sink.</summary>
interface ISinkControl
{
    /// <summary>The sink that the logger has. It gets what is held for it when it is closed. The control does not keep it alive.</summary>
    MtaioFileSink Outermost { set; }

    MtaioFileStatistics Statistics { get; }

    string Path { get; }

    /// <summary>How full the queue is, from 0 to 1; 0 without a queue.</summary>
    double QueueFill { get; }

    /// <summary>Whether closing the sink has ended: it takes no events, and nothing more is written.</summary>
    bool IsClosed { get; }

    /// <summary>How long closing the sink may take.</summary>
    TimeSpan ShutdownTimeout { get; }

    Task FlushAsync(bool toDisk, CancellationToken cancellationToken);

    Task RotateAsync();

    Task ReopenAsync();

    Task CloseAsync();

    /// <summary>Makes later events be written with a formatter; null = the one that the sink was configured with.</summary>
    void SetFormatter(ITextFormatter? formatter);
}
