using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>
/// Reads a log to its end and then what comes: the active file is read on after it was rotated, truncated, or deleted and created again.
/// </summary>
sealed class LogFollower(MtaioLog log) : IDisposable
{
    /// <summary>So much of the end of the active file is looked at first, then more, and then all files.</summary>
    static readonly long[] EndBytes = [64 * 1024, 16 * 1024 * 1024];

    /// <summary>The record that was read last: it is found again in whatever file it is.</summary>
    MtaioLogRecord? _last;

    byte[] _lastBytes = [];
    GrowingFile? _file;
    GrowingRecords? _records;

    /// <summary>Whether the log was rotated while its end was read.</summary>
    bool _isBehind;

    /// <summary>Why nothing more can be read; null = it can.</summary>
    string? _refusal;

    /// <summary>The last records that are wanted. From here on <see cref="New"/> reads.</summary>
    public IReadOnlyList<MtaioLogRecord> Last(int count, RecordSelection selection, CancellationToken cancellationToken)
    {
        if (log.Files is [.., { IsCompressed: false } active] files)
        {
            Begin(active.Path);
            foreach (var size in EndBytes)
            {
                if (_file is null || _refusal is not null) break;
                if (LastOf(_file, size, count, selection, isAll: files.Count == 1) is { } last) return last;
            }
        }
        return [.. LastRecords.Of(Past(selection.Filter, cancellationToken).Where(selection.Wants), count)];
    }

    /// <summary>Everything that is there.</summary>
    IEnumerable<MtaioLogRecord> Past(RecordFilter? filter, CancellationToken cancellationToken)
    {
        foreach (var record in log.Records(cancellationToken))
        {
            Remember(record);
            if (filter is null || filter(record.Bytes.Span)) yield return record;
        }
        Attach();
    }

    /// <summary>The last records of the end of the active file; null if it has too few of them.</summary>
    List<MtaioLogRecord>? LastOf(GrowingFile file, long size, int count, RecordSelection selection, bool isAll)
    {
        var start = Math.Max(0, file.Length - size);
        file.MoveTo(start);
        // The number of the line is not known, and nobody asks for it.
        _records = RecordsFrom(file, start, line: 1);
        // Pause is called when the end is reached, and not before.
        var all = Remembered(Grown()).Concat(Deferred(() => Remembered(_records.Pause())));
        // One more than is wanted: the first may be the rest of a record.
        List<MtaioLogRecord> last = [.. LastRecords.Of(all.Where(selection.Wants), count + 1)];
        if (last.Count > count) return last[^count..];
        return start == 0 && (isAll || last.Count == count) ? last : null;
    }

    static IEnumerable<MtaioLogRecord> Deferred(Func<IEnumerable<MtaioLogRecord>> records)
    {
        foreach (var record in records()) yield return record;
    }

    /// <summary>What has come since the last call.</summary>
    public IEnumerable<MtaioLogRecord> New()
    {
        if (_file is null && !_isBehind) Attach();
        if (_refusal is not null) throw new ToolException(_refusal);
        if (_isBehind)
        {
            foreach (var record in Resumed()) yield return record;
        }
        if (_file is null) yield break;
        if (_file.WasTruncated())
        {
            foreach (var record in Remembered(_records!.End())) yield return record;
            _records = RecordsFrom(_file, offset: 0, line: 1);
        }
        var hasGrown = false;
        foreach (var record in Remembered(Grown()))
        {
            hasGrown = true;
            yield return record;
        }
        if (hasGrown) yield break;
        foreach (var record in Remembered(_records!.Pause())) yield return record;
        foreach (var record in Replaced()) yield return record;
    }

    IEnumerable<MtaioLogRecord> Grown()
    {
        while (_file!.Read() is { Length: > 0 } bytes)
        {
            foreach (var record in _records!.Add(bytes)) yield return record;
        }
    }

    /// <summary>What a rotation, or a new file in the place of the old one, has brought.</summary>
    IEnumerable<MtaioLogRecord> Replaced()
    {
        // Files that roll do not leave their names: there, only a listing shows a new one.
        var isRolling = log.Path.Contains('{', StringComparison.Ordinal);
        if (!isRolling && (IdentityOf(_file!.Path) is not { } present || present == _file.Identity)) yield break;
        if (log.Files is not [.., var active] files) yield break;
        if (IdentityOf(active.Path) is not { } identity || identity == _file!.Identity) yield break;
        // The writer may have written to the old file until now.
        foreach (var record in Remembered(Grown().Concat(_records!.End()))) yield return record;
        var isNext = files is [.., var newest, _] && IdentityOf(newest.Path) == _file.Identity;
        if (isNext || _last is null) Begin(active.Path);
        else
        {
            // Several files are new, or the old one is gone or compressed.
            foreach (var record in Resumed()) yield return record;
        }
    }

    /// <summary>What is behind the last record; nothing if that is gone, and then the active file is read from its beginning.</summary>
    IEnumerable<MtaioLogRecord> Resumed()
    {
        (_isBehind, var isBehind) = (false, false);
        var (offset, bytes) = (_last!.Offset, _lastBytes);
        foreach (var record in log.Records())
        {
            if (isBehind)
            {
                Remember(record);
                yield return record;
            }
            isBehind |= record.Offset == offset && record.Bytes.Span.SequenceEqual(bytes);
        }
        if (isBehind) Attach();
        else if (log.Files is [.., var active]) Begin(active.Path);
    }

    /// <summary>Opens the active file behind the last record, if it is there.</summary>
    void Attach()
    {
        if (log.Files is not [.., var active]) return;
        if (active.IsCompressed)
        {
            _refusal = $"{active.Path} is compressed, so nothing is added to it; leave out --follow";
            return;
        }
        Begin(active.Path);
        if (_file is null || _last is null) return;
        if (!_file.Has(_lastBytes, _last.Offset))
        {
            _isBehind = string.Equals(_last.File.Path, active.Path, StringComparison.Ordinal);
            return;
        }
        var end = BehindLineEnd(_last.Offset + _lastBytes.Length);
        _file.MoveTo(end);
        var lines = _lastBytes.AsSpan().Count((byte)'\n');
        _records = RecordsFrom(_file, end, _last.Line + lines + 1);
    }

    long BehindLineEnd(long end)
    {
        if (_file!.Has("\r\n"u8, end)) return end + 2;
        return _file.Has("\n"u8, end) ? end + 1 : end;
    }

    void Begin(string path)
    {
        _file?.Dispose();
        _file = GrowingFile.TryOpen(path);
        if (_file is null) return;
        if (_file.Has([0xFF, 0xFE], 0) || _file.Has([0xFE, 0xFF], 0))
            _refusal = $"{path} is in UTF-16, which cannot be followed; leave out --follow";
        _records = RecordsFrom(_file, offset: 0, line: 1);
    }

    static GrowingRecords RecordsFrom(GrowingFile file, long offset, long line) =>
        new(new MtaioLogFile(file.Path, file.Length, IsActive: true, Codec: null, default), offset, line);

    IEnumerable<MtaioLogRecord> Remembered(IEnumerable<MtaioLogRecord> records)
    {
        foreach (var record in records)
        {
            Remember(record);
            yield return record;
        }
    }

    void Remember(MtaioLogRecord record)
    {
        _last = record;
        // The bytes may be those of a buffer that the next record is read into.
        if (_lastBytes.Length != record.Bytes.Length) _lastBytes = new byte[record.Bytes.Length];
        record.Bytes.CopyTo(_lastBytes);
    }

    static FileIdentity? IdentityOf(string path) => SystemCalls.Current.StatusOf(path, followLinks: true)?.Identity;

    public void Dispose() => _file?.Dispose();
}
