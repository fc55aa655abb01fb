using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Gives records their hashes, each of which covers the one before. A hash counts when its record is in the file. Used under the path's
/// gate.
/// </summary>
/// <param name="key">The key; null = none.</param>
/// <param name="start">Finds the hash of the last record in the log when the first one is written.</param>
sealed class RecordChain(byte[]? key, ChainStart start)
{
    // The hashes that count when that many records of the last append are in the file.
    readonly List<byte[]> _hashes = [];
    byte[]? _last;

    /// <summary>Begins an append.</summary>
    public void Begin(ActiveFile file)
    {
        _last ??= start.Find(file);
        _hashes.Clear();
    }

    /// <summary>Gives a record its hash, again if its append has failed before.</summary>
    public void Seal(Span<byte> record)
    {
        if (record.IsEmpty) return;
        var place = RecordHash.PlaceIn(record);
        RecordHash.Placeholder.CopyTo(place);
        var hash = new byte[RecordHash.Bytes];
        RecordHash.Compute(key, _hashes.Count == 0 ? _last : _hashes[^1], record, hash);
        RecordHash.Encode(hash, place);
        _hashes.Add(hash);
    }

    /// <summary>Gives the records of lines their hashes.</summary>
    public void Seal(EncodedLines lines, int first, int end)
    {
        for (var line = first; line < end; line++) Seal(lines.Line(line));
    }

    /// <summary>Notes that records are in the file.</summary>
    /// <param name="lines">The lines of the append.</param>
    /// <param name="first">The first line.</param>
    /// <param name="end">The end of the lines that are in the file.</param>
    /// <param name="own">How many records of the sink itself were before them.</param>
    public void Commit(EncodedLines lines, int first, int end, int own)
    {
        var count = own;
        for (var line = first; line < end; line++) count += lines.SizeOf(line) > 0 ? 1 : 0;
        Commit(count);
    }

    /// <summary>Notes that so many records are in the file.</summary>
    public void Commit(int count)
    {
        if (count > 0) _last = _hashes[count - 1];
    }
}
