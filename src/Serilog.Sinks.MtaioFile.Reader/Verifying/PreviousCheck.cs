using System.Globalization;
using Serilog.Sinks.MtaioFile.Reader.Parsing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>Checks what a run record says of the records and bytes before it.</summary>
sealed class PreviousCheck(FindingList findings)
{
    public void Check(RunRecord record, Place place, FileState file)
    {
        var isFirst = file.Records == 0;
        if (!isFirst || file.HeaderLines > 0)
        {
            if (!isFirst && file.HasRawOffsets && IsLineEndAdded(record, place.Offset)) NoteTorn(place, file);
            var mistake = MistakeIn(record, file.LastMark, file.HasRawOffsets ? place.Offset : -1, isSameFile: true);
            if (mistake is null || (isFirst && file.Index == 0)) return;
            if (!isFirst) Add(place, mistake);
            else if (!FitsFileBefore(record, file.Previous)) Add(place, mistake);
            return;
        }
        if (file.Index == 0 || FitsFileBefore(record, file.Previous)) return;
        var before = file.Previous!;
        Add(place, MistakeIn(record, before.LastMark, before.Bytes) ?? "the file before is another one");
    }

    /// <summary>Whether the record names the file before; one that could not be read whole may be any.</summary>
    static bool FitsFileBefore(RunRecord record, FileState? before) =>
        before is not { IsWhole: true } || MistakeIn(record, before.LastMark, before.Bytes) is null;

    /// <param name="record">The run record.</param>
    /// <param name="last">The mark of the last record before it.</param>
    /// <param name="bytes">The bytes before it; negative = not known, as in a file that is not in UTF-8.</param>
    /// <param name="isSameFile">Whether these are of the same file.</param>
    static string? MistakeIn(RunRecord record, (RecordMark Any, RecordMark Whole) last, long bytes, bool isSameFile = false)
    {
        var said = record.PreviousEnd.Replace(':', '#');
        if (said != "-" && said != last.Any.ToString() && said != last.Whole.ToString())
            return $"the run record says that {said} comes before it, but it is {last.Any}";
        var isKnown = bytes >= 0 && (said != "-" || record.PreviousBytes > 0);
        if (!isKnown || record.PreviousBytes == bytes || (isSameFile && IsLineEndAdded(record, bytes))) return null;
        return string.Create(
            CultureInfo.InvariantCulture, $"the run record says that {record.PreviousBytes} bytes come before it, but there are {bytes}");
    }

    /// <summary>A writer ends a torn line before it goes on, and counts the bytes before that.</summary>
    static bool IsLineEndAdded(RunRecord record, long bytes) => record.PreviousBytes < bytes && record.PreviousBytes + 2 >= bytes;

    /// <summary>A torn line of text looks like a whole one. That of JSON was found already.</summary>
    void NoteTorn(Place place, FileState file)
    {
        if (file.LastMark.Any == file.LastMark.Whole)
            findings.Add(FindingKind.TornLine, FindingSeverity.Error, place, "the line before this one had no end: it may be cut off");
    }

    void Add(Place place, string message) => findings.Add(FindingKind.PreviousMismatch, FindingSeverity.Error, place, message);
}
