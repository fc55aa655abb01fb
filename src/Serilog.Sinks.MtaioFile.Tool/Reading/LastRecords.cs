using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>Keeps the last of many records.</summary>
static class LastRecords
{
    public static IEnumerable<MtaioLogRecord> Of(IEnumerable<MtaioLogRecord> records, int count)
    {
        var last = new Queue<MtaioLogRecord>();
        foreach (var record in records)
        {
            if (count == 0) continue;
            if (last.Count == count) last.Dequeue();
            last.Enqueue(Copy(record));
        }
        return last;
    }

    /// <summary>The bytes of a record may be those of a buffer that the next one is read into.</summary>
    static MtaioLogRecord Copy(MtaioLogRecord record) => new()
    {
        File = record.File,
        Line = record.Line,
        Offset = record.Offset,
        Bytes = record.Bytes.ToArray(),
    };
}
