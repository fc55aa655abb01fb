using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>Merges the records of several logs by time. Records of one log keep their order.</summary>
static class MergedLogs
{
    public static IEnumerable<MtaioLogRecord> Records(
        IReadOnlyList<MtaioLog> logs, RecordFilter? filter, CancellationToken cancellationToken) =>
        logs.Count == 1
            ? logs[0].Records(filter, cancellationToken)
            : Merge([.. logs.Select(l => l.Records(filter, cancellationToken))]);

    public static IEnumerable<MtaioLogRecord> Merge(IReadOnlyList<IEnumerable<MtaioLogRecord>> logs)
    {
        var readers = logs.Select(l => new Reader(l.GetEnumerator())).ToList();
        try
        {
            var next = new PriorityQueue<Reader, (DateTimeOffset Time, int Log)>();
            for (var i = 0; i < readers.Count; i++) Add(readers[i], i);
            while (next.TryDequeue(out var reader, out var key))
            {
                yield return reader.Record;
                Add(reader, key.Log);
            }

            void Add(Reader reader, int log)
            {
                if (reader.MoveNext()) next.Enqueue(reader, (reader.Time, log));
            }
        }
        finally
        {
            foreach (var reader in readers) reader.Dispose();
        }
    }

    /// <summary>A record without a time has that of the record before it.</summary>
    sealed class Reader(IEnumerator<MtaioLogRecord> records) : IDisposable
    {
        public MtaioLogRecord Record => records.Current;

        public DateTimeOffset Time { get; private set; }

        public bool MoveNext()
        {
            if (!records.MoveNext()) return false;
            Time = records.Current.Timestamp ?? Time;
            return true;
        }

        public void Dispose() => records.Dispose();
    }
}
