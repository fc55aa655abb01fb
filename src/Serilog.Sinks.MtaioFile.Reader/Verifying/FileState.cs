using Serilog.Sinks.MtaioFile.Reader.Listing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>What was read of one file so far.</summary>
/// <param name="file">The file.</param>
/// <param name="index">Which file it is, from the oldest on.</param>
/// <param name="previous">The file before; null = there is none, or its content is not known.</param>
sealed class FileState(ListedFile file, int index, FileState? previous)
{
    public ListedFile File => file;

    public int Index => index;

    public FileState? Previous => previous;

    public long Records { get; set; }

    public long HeaderLines { get; set; }

    public long Bytes { get; set; }

    /// <summary>Whether offsets are those of the file: it is in UTF-8.</summary>
    public bool HasRawOffsets { get; set; } = true;

    public DateTimeOffset? From { get; set; }

    public DateTimeOffset? Until { get; set; }

    /// <summary>The mark of the last record, and of the last whole one: a writer may take either for the last.</summary>
    public (RecordMark Any, RecordMark Whole) LastMark { get; set; }

    /// <summary>Whether everything in the file was read.</summary>
    public bool IsWhole { get; set; } = true;

    public Place PlaceOf(RecordReader reader) => new(file.Path, index, reader.Line, reader.Offset);

    public Place Start => new(file.Path, index, Line: 0, Offset: 0);

    /// <summary>The state that the next file needs, without the files before.</summary>
    public FileState WithoutPrevious() =>
        new(file, index, previous: null) { LastMark = LastMark, Bytes = Bytes, IsWhole = IsWhole, Records = Records };

    public VerifiedFile ToPublic() => new(file.ToPublic(), Records, Bytes, From, Until);
}
