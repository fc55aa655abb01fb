namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>
/// A compression whose files show whether they are complete. Some streams read a truncated file without an error.
/// </summary>
interface ICompletenessCheck
{
    /// <summary>The least bytes of a complete compressed file. A shorter file was cut short, or is of another compression.</summary>
    int LeastBytes { get; }

    /// <summary>Whether a compressed file is complete, after its content was read to the end.</summary>
    bool IsComplete(Stream compressed, long contentLength);
}
