using Serilog.Sinks.MtaioFile.Reader.Listing;
using Serilog.Sinks.MtaioFile.Reader.Verifying;

namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>A delegate that looks at the bytes of a record before anything is made of them.</summary>
/// <param name="record">The bytes, without the last line end.</param>
/// <returns>Whether the record is wanted.</returns>
public delegate bool RecordFilter(ReadOnlySpan<byte> record);

/// <summary>A log with all its files. Each reading begins anew, and finds the files as they are then.</summary>
public sealed class MtaioLog
{
    const int MostAttempts = 5;

    readonly LogLocation _location;
    readonly MtaioLogOptions _options;

    internal MtaioLog(LogLocation location, MtaioLogOptions options) => (_location, _options) = (location, options);

    /// <summary>The path of the active file; with <c>{date}</c> in it if the files roll.</summary>
    public string Path => _location.Path;

    /// <summary>The files as they are now, the oldest first, the active file last.</summary>
    public IReadOnlyList<MtaioLogFile> Files => [.. _location.List().Files.Select(f => f.ToPublic())];

    /// <summary>Reads all records, the oldest first. What cannot be read is left out: <see cref="Verify"/> says where.</summary>
    public IEnumerable<MtaioLogRecord> Records(CancellationToken cancellationToken = default) => Records(null, cancellationToken);

    /// <summary>Reads the records whose bytes a filter wants. A filter is fast, since nothing is made of the other records.</summary>
    public IEnumerable<MtaioLogRecord> Records(RecordFilter? filter, CancellationToken cancellationToken = default) =>
        new RecordSequence(_location, _options, filter).Read(cancellationToken);

    /// <summary>Reads everything and checks it. No content of the files makes it throw.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public LogVerification Verify(CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = _location.List();
            // A log that is rotated, compressed or closed while it is read may look incomplete.
            var hasChanged = false;
            bool HasChanged() => (hasChanged = !_location.List().IsUnchangedSince(before)) && attempt == MostAttempts;
            var verification = new Verifier(_location, _options).Verify(HasChanged, cancellationToken);
            if (verification.Verdict != Verdict.Incomplete || !hasChanged || attempt == MostAttempts) return verification;
        }
    }
}
