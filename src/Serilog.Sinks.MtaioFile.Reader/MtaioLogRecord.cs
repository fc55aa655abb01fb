using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Reader.Parsing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>
/// One record of a log: a line of JSON, or a text with all its lines. What is asked for is read from the bytes then. A record is used by
/// one thread at a time.
/// </summary>
public sealed class MtaioLogRecord
{
    RecordHead? _head;
    RecordMark? _mark;
    LogEvent? _event;
    bool _isEventRead;

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
    public string? Run => Mark.IsPresent ? Mark.RunText : null;

    /// <summary>The number in the run; 0 = a record of the sink itself; null = the record is not numbered.</summary>
    public long? Number => Mark.IsPresent ? Mark.Number : null;

    /// <summary>The record as it is in the file.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The time of the event; null = not found.</summary>
    public DateTimeOffset? Timestamp => Head.Time;

    /// <summary>The level; null = not found.</summary>
    public LogEventLevel? Level => Head.Level;

    /// <summary>The id of the transaction; null = none was found.</summary>
    public string? TransactionId => Head.TransactionId?.ToString();

    /// <summary>The message, rendered; of a text record what follows the level.</summary>
    public string Message
    {
        get
        {
            if (IsJson) return ToLogEvent()?.RenderMessage(System.Globalization.CultureInfo.InvariantCulture) ?? Text;
            TextHead.Read(Bytes.Span, out _, out _, out var start);
            return Encoding.UTF8.GetString(Bytes.Span[start..]);
        }
    }

    /// <summary>
    /// Whether the sink itself wrote the record: a run record, an end record or a drop notice. In a log without numbers, an event whose
    /// message looks like a drop notice is taken for one.
    /// </summary>
    public bool IsOwn => Mark.IsOwn || (!Mark.IsPresent && Head.IsDropNotice && OwnRecord.Read(Bytes.Span) is DropNotice);

    /// <summary>The mark; of a record that was not read from its log, what looks like one.</summary>
    internal RecordMark Mark
    {
        get => _mark ??= RecordMark.Find(Bytes.Span);
        init => _mark = value;
    }

    RecordHead Head => _head ??= ReadHead();

    /// <summary>The event of a JSON record, in the format of Serilog, its compact one or that of mtaio; null = another record.</summary>
    public LogEvent? ToLogEvent()
    {
        if (!_isEventRead) (_event, _isEventRead) = (IsJson ? ClefEvent.Read(Bytes) : null, true);
        return _event;
    }

    RecordHead ReadHead()
    {
        if (IsJson)
        {
            JsonFacts.TryRead(Bytes.Span, out var json);
            return new RecordHead(json.Time, json.Level, json.TransactionId, json.IsDropNotice);
        }
        var text = TextFacts.Read(Bytes.Span);
        return new RecordHead(text.Time, text.Level, text.TransactionId, text.IsDropNotice);
    }

    sealed record RecordHead(DateTimeOffset? Time, LogEventLevel? Level, Guid? TransactionId, bool IsDropNotice);
}
