using Serilog.Sinks.MtaioFile.Reader.Listing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>Reports how far the reading is.</summary>
sealed class ProgressMeter(IProgress<ReadProgress>? progress, LogWalk walk)
{
    const long Step = 4 * 1024 * 1024;
    const int RecordsBetweenLooks = 256;

    LogSource? _source;
    string _path = "";
    long _before;
    long _reported;
    long _records;

    public void Begin(WalkedFile file) => (_source, _path) = (file.Source, file.File.Path);

    /// <summary>Counts a record.</summary>
    public void Count()
    {
        if (++_records % RecordsBetweenLooks == 0 && progress is not null && BytesRead - _reported >= Step) Report();
    }

    public void End()
    {
        (_before, _source) = (BytesRead, null);
        if (progress is not null) Report();
    }

    long BytesRead => _before + (_source?.RawPosition ?? 0);

    void Report()
    {
        _reported = BytesRead;
        var total = Math.Max(_reported, walk.Listing.Files.Sum(f => f.Status.Length));
        progress?.Report(new ReadProgress(_reported, total, _records, _path));
    }
}
