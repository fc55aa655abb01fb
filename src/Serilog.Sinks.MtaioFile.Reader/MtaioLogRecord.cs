using System.Text;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>One record of a log: a line of JSON, or a text with all its lines. What is asked for is read from the bytes then.</summary>
public sealed class MtaioLogRecord
{
    /// <summary>The file.</summary>
    public required MtaioLogFile File { get; init; }

    /// <summary>The number of the record's first line, from 1 on.</summary>
    public required long Line { get; init; }

    /// <summary>The byte at which the record begins, in the uncompressed file.</summary>
    public required long Offset { get; init; }

    /// <summary>The bytes of the record in UTF-8, without the last line end.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Whether the record is a JSON object.</summary>
    public bool IsJson => Bytes.Span is [(byte)'{', ..];

    /// <summary>The run; null = the record is not numbered.</summary>
    public string? Run { get; init; }

    /// <summary>The number in the run; 0 = a record of the sink itself; null = the record is not numbered.</summary>
    public long? Number { get; init; }

    /// <summary>The record as it is in the file.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The time of the event; null = not found.</summary>
    public DateTimeOffset? Timestamp => throw new NotImplementedException();

    /// <summary>The level; null = not found.</summary>
    public LogEventLevel? Level => throw new NotImplementedException();

    /// <summary>The message, rendered; of a text record what follows the level.</summary>
    public string Message => throw new NotImplementedException();

    /// <summary>The id of the transaction; null = none was found.</summary>
    public string? TransactionId => throw new NotImplementedException();

    /// <summary>The event of a JSON record, in the compact format or that of Serilog; null = the record is another one.</summary>
    public LogEvent? ToLogEvent() => throw new NotImplementedException();
}
