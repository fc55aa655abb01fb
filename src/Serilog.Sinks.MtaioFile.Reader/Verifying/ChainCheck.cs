using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>
/// Checks the chain of hashes: that of a record covers the hash before and the bytes of the record, in which 43 hyphens take the place of
/// its own hash.
/// </summary>
sealed class ChainCheck(FindingList findings, byte[]? key) : IDisposable
{
    const int HashBytes = 32;
    const int MostFooterLines = 64;

    static readonly byte[] Hyphens = [.. Enumerable.Repeat((byte)'-', RecordMark.HashLength)];

    readonly IncrementalHash _hash = key is null
        ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256)
        : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    readonly byte[] _previous = new byte[HashBytes];
    bool _isPreviousKnown = true;
    long _checked;
    long _fitting;
    long _broken;
    Place _firstBroken;

    /// <summary>Whether a record has a hash.</summary>
    public bool Any { get; private set; }

    /// <summary>Checks a record.</summary>
    /// <param name="reader">The reader, at the record.</param>
    /// <param name="place">The place of the record.</param>
    /// <param name="isBeginning">Whether it may be the first of the log's files, before which others are gone.</param>
    public void Add(RecordReader reader, Place place, bool isBeginning)
    {
        var record = reader.Bytes;
        var start = reader.Kind == LineKind.Json && RecordMark.HasHashInJson(record) ? RecordMark.HashInJson
            : reader.Kind == LineKind.Text && RecordMark.HasHashInText(record) ? 0 : -1;
        if (start < 0)
        {
            if (Any) findings.Add(FindingKind.BrokenChain, FindingSeverity.Error, place, "the record has no hash");
            return;
        }
        if (isBeginning && !Any) BeginLater(place);
        Any = true;
        Span<byte> claimed = stackalloc byte[HashBytes + 1];
        var isHash = TryDecode(record.Slice(start, RecordMark.HashLength), claimed);
        if (reader.IsCut) _isPreviousKnown = isHash;
        else if (_isPreviousKnown) Note(isHash && Fits(record, start, record.Slice(start, RecordMark.HashLength), reader), place);
        else _isPreviousKnown = isHash;
        claimed[..HashBytes].CopyTo(_previous);
    }

    /// <summary>Says it once if no hash fits.</summary>
    public void Finish()
    {
        if (_fitting > 0) ReportBroken();
        if (_fitting > 0 || _checked == 0) return;
        var reason = key is null
            ? "the chain may have been written with a key, which is needed"
            : "the key may be wrong, or the chain was written without one";
        var message = string.Create(CultureInfo.InvariantCulture, $"none of the {_checked} hashes fits: {reason}");
        findings.Add(FindingKind.ChainKey, FindingSeverity.Error, _firstBroken, message);
    }

    public void Dispose() => _hash.Dispose();

    void BeginLater(Place place)
    {
        _isPreviousKnown = false;
        findings.Add(
            FindingKind.ChainBeginsLater,
            FindingSeverity.Information,
            place,
            "the chain begins in a file that is gone; the hash of this record is not checked");
    }

    void Note(bool fits, Place place)
    {
        _checked++;
        if (fits)
        {
            // Until a hash fits, the key may be the reason.
            _fitting++;
            ReportBroken();
        }
        else if (_broken++ == 0) _firstBroken = place;
    }

    /// <summary>Reports the hashes since the last one that fits. If there are many, it is hardly each record that was changed.</summary>
    void ReportBroken()
    {
        if (_broken == 0) return;
        var message = _broken == 1
            ? "the hash of the record does not fit: the record, or one before it, was changed, removed or inserted"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the hashes of {_broken} records from here on do not fit: they were changed or inserted, or have another key or none");
        findings.Add(FindingKind.BrokenChain, FindingSeverity.Error, _firstBroken, message);
        _broken = 0;
    }

    bool Fits(ReadOnlySpan<byte> record, int start, ReadOnlySpan<byte> claimed, RecordReader reader)
    {
        if (HashIs(record, start, claimed)) return true;
        if (reader.Kind != LineKind.Text || reader.LineCount == 1 || !reader.IsLast) return false;
        // The last lines of a file may be a footer.
        for (var lines = 0; lines < MostFooterLines && record[..^1].LastIndexOf((byte)'\n') is var end && end > 0; lines++)
        {
            record = record[..(end + 1)];
            if (HashIs(record, start, claimed)) return true;
        }
        return false;
    }

    bool HashIs(ReadOnlySpan<byte> record, int start, ReadOnlySpan<byte> claimed)
    {
        _hash.AppendData(_previous);
        _hash.AppendData(record[..start]);
        _hash.AppendData(Hyphens);
        _hash.AppendData(record[(start + RecordMark.HashLength)..]);
        Span<byte> found = stackalloc byte[RecordMark.HashLength + 1];
        _hash.GetHashAndReset(found);
        Base64.EncodeToUtf8InPlace(found, HashBytes, out _);
        for (var i = 0; i < claimed.Length; i++)
        {
            var character = found[i] switch { (byte)'+' => (byte)'-', (byte)'/' => (byte)'_', var c => c };
            if (claimed[i] != character) return false;
        }
        return true;
    }

    static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        Span<byte> padded = stackalloc byte[RecordMark.HashLength + 1];
        for (var i = 0; i < text.Length; i++) padded[i] = text[i] switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', var c => c };
        padded[^1] = (byte)'=';
        return Base64.DecodeFromUtf8(padded, hash, out _, out var written) == System.Buffers.OperationStatus.Done && written == HashBytes;
    }
}
