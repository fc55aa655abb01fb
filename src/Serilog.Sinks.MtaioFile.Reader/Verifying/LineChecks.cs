using System.Globalization;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>Checks the lines of one file: those that are no records, too long, or not text.</summary>
sealed class LineChecks(FindingList findings, FileState file, RecordReader reader)
{
    Place _looseFrom;
    long _looseLines;
    bool _isLooseBinary;
    bool _isForeignNoted;

    /// <summary>The place behind the last record.</summary>
    public Place End { get; private set; } = file.Start;

    /// <summary>Takes note of a line, or of a record.</summary>
    /// <returns>Whether it is a record that can be checked further.</returns>
    public bool Add(bool isRecord)
    {
        var place = file.PlaceOf(reader);
        End = place with { Line = reader.Line + reader.LineCount, Offset = reader.NextOffset };
        var hasZeros = reader.Bytes.Contains((byte)0);
        if (!isRecord)
        {
            AddLoose(place, hasZeros);
            return false;
        }
        FlushLoose(isAtEnd: false);
        if (reader.IsForeign && !_isForeignNoted) NoteForeign(place);
        if (hasZeros)
            findings.Add(FindingKind.BinaryData, FindingSeverity.Error, place, "there are zero bytes in the record");
        if (!reader.IsCut) return true;
        var bytes = reader.NextOffset - reader.Offset;
        var message = string.Create(
            CultureInfo.InvariantCulture, $"the record has {bytes} bytes, more than are read: only its beginning is checked");
        findings.Add(FindingKind.RecordTooLong, FindingSeverity.Warning, place, message);
        return true;
    }

    public void Finish()
    {
        FlushLoose(isAtEnd: true);
        if (file.Records == 0 && file.HeaderLines > 0)
            findings.Add(FindingKind.ForeignFormat, FindingSeverity.Error, file.Start, "no line of the file is a record");
    }

    void NoteForeign(Place place)
    {
        _isForeignNoted = true;
        findings.Add(
            FindingKind.ForeignFormat,
            FindingSeverity.Warning,
            place,
            "no line looks like a record of a known format; each line is taken for one");
    }

    void AddLoose(Place place, bool hasZeros)
    {
        var isHeader = reader.Kind == LineKind.Header && !hasZeros;
        if (isHeader) file.HeaderLines++;
        if (isHeader && !reader.IsCut) return;
        if (_looseLines > 0 && _isLooseBinary != hasZeros) FlushLoose(isAtEnd: false);
        if (_looseLines++ == 0) (_looseFrom, _isLooseBinary) = (place, hasZeros);
    }

    void FlushLoose(bool isAtEnd)
    {
        if (_looseLines == 0) return;
        var bytes = (isAtEnd ? End.Offset : reader.Offset) - _looseFrom.Offset;
        if (_isLooseBinary)
        {
            findings.Add(
                FindingKind.BinaryData,
                FindingSeverity.Error,
                _looseFrom,
                string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes are no text, as a power cut may leave them"));
        }
        else
        {
            // The hooks of the application may have written a footer.
            var severity = isAtEnd && file.Records > 0 && reader.HasLineEnd ? FindingSeverity.Warning : FindingSeverity.Error;
            var text = _looseLines == 1 ? "the line is no record" : $"{_looseLines} lines are no records";
            findings.Add(FindingKind.NotARecord, severity, _looseFrom, text);
        }
        _looseLines = 0;
    }
}
