using Serilog.Sinks.MtaioFile.Reader.Listing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>Reads the records of a log. What cannot be read is left out.</summary>
sealed class RecordSequence(LogLocation location, MtaioLogOptions options, RecordFilter? filter)
{
    public IEnumerable<MtaioLogRecord> Read(CancellationToken cancellationToken)
    {
        var walk = new LogWalk(location);
        var (runs, progress) = (new KnownRuns(), new ProgressMeter(options.Progress, walk));
        foreach (var walked in walk.Files())
        {
            if (walked.Source is not { } source)
            {
                Tell(FindingKind.UnreadableFile, walked.File.Path, 0, 0, $"the file cannot be read: {walked.Mistake}");
                continue;
            }
            using (source)
            {
                var (reader, file) = (new RecordReader(source, runs, options.MaxRecordBytes), walked.File.ToPublic());
                progress.Begin(walked);
                while (reader.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress.Count();
                    if (reader.IsCut)
                        Tell(FindingKind.RecordTooLong, file.Path, reader.Line, reader.Offset, "the record is too long to be read");
                    if (IsWanted(reader)) yield return RecordOf(reader, file);
                }
                if (source.Damage is { } damage)
                {
                    var kind = source.IsCompressed ? FindingKind.DamagedCompression : FindingKind.UnreadableFile;
                    Tell(kind, file.Path, reader.Line, reader.Offset, $"the file cannot be read from here on: {damage}");
                }
                progress.End();
            }
        }
    }

    void Tell(FindingKind kind, string file, long line, long offset, string message) =>
        options.LeftOut?.Invoke(new Finding(kind, FindingSeverity.Error, file, line, offset, message));

    bool IsWanted(RecordReader reader) =>
        reader.Kind is LineKind.Json or LineKind.Text && !reader.IsCut && (filter is null || filter(reader.Content));

    static MtaioLogRecord RecordOf(RecordReader reader, MtaioLogFile file) => new()
    {
        File = file,
        Line = reader.Line,
        Offset = reader.Offset,
        Bytes = reader.Content.ToArray(),
        Mark = reader.Mark,
    };
}
