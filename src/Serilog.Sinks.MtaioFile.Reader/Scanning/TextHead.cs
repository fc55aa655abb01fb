using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>The head of a text record: time and level, as the usual output templates write them.</summary>
static class TextHead
{
    /// <summary>Whether a line begins with a date and a time.</summary>
    public static bool IsTimestamp(ReadOnlySpan<byte> line) =>
        line.Length >= 19 && line[4] == '-' && line[7] == '-' && line[13] == ':' && TimeText.TryParse(line, out _, out _);

    /// <summary>Reads the time and the level of a record, and finds where its message begins.</summary>
    public static void Read(ReadOnlySpan<byte> record, out DateTimeOffset? time, out LogEventLevel? level, out int messageStart)
    {
        (time, level, messageStart) = (null, null, 0);
        var position = RecordMark.HasHashInText(record) ? RecordMark.HashLength + 1 : 0;
        position += MarkLength(record[position..]);
        if (TimeText.TryParse(record[position..], out var found, out var length))
        {
            time = found;
            position = AfterSpaces(record, position + length);
        }
        position += MarkLength(record[position..]);
        if (record[position..] is [(byte)'[', ..] && record[position..].IndexOf((byte)']') is > 0 and < 14 and var close)
        {
            level = LevelText.Parse(record.Slice(position + 1, close - 1));
            if (level is not null) position = AfterSpaces(record, position + close + 1);
        }
        messageStart = position + MarkLength(record[position..]);
    }

    /// <summary>The length of a mark and the space after it; 0 = there is none.</summary>
    static int MarkLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)' ');
        return end is > 0 and < 30 && RecordMark.TryParse(text[..end], out _) ? end + 1 : 0;
    }

    static int AfterSpaces(ReadOnlySpan<byte> record, int position)
    {
        while (position < record.Length && record[position] == ' ') position++;
        return position;
    }
}
