namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>What a line is.</summary>
enum LineKind
{
    /// <summary>A record of JSON.</summary>
    Json,

    /// <summary>The first line of a text record.</summary>
    Text,

    /// <summary>A further line of a text record.</summary>
    Continuation,

    /// <summary>A line of a header, before the first record of a file.</summary>
    Header,

    /// <summary>No record and no part of one.</summary>
    Loose,
}
