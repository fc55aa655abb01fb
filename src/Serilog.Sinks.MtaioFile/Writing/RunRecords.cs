using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Runs;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// The records that a run writes about itself: one before its first record in each file, and the last one. Used under the path's gate.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="encoder">Encodes the records.</param>
/// <param name="gate">The path's gate.</param>
/// <param name="context">The sink.</param>
sealed class RunRecords(LogRun run, EventEncoder encoder, PathGate gate, SinkContext context)
{
    // The file that has the record of the run, and where this run had last appended. A file that is opened again is the same if both its
    // identity and its length are: the identity of a deleted file is used again.
    ActiveFile? _begunIn;
    FileIdentity? _lastIn;
    long _lengthOfLast;

    // What is known of the last record and the last number.
    string? _lastMark;
    long _lastNumber;

    // The file that this run has rotated last, as long as no other writer has come since; null = none.
    RotatedEnd? _rotated;

    // Whether the last record is the one that ends the run, and the numbers that one names while it is written.
    bool _hasEnded;
    NumberRanges? _named;

    // A record that may have to be written again: the same bytes, of which a FIFO may have taken a part.
    (RunPlace Place, byte[] Bytes)? _unwritten;

    /// <summary>Whether a record of the run is in a file, so that the run gets an end.</summary>
    public bool IsBegun { get; private set; }

    /// <summary>Whether the next file, which is not there yet, goes on where this run has rotated one.</summary>
    public bool IsBetweenFiles => _rotated is not null && _begunIn is null;

    /// <summary>The number of the last event that was appended, whether or not it could be encoded.</summary>
    public long LastNumber => _lastNumber;

    /// <summary>The last number that was given; null = that of the last event that was appended.</summary>
    public Func<long>? LastGiven { get; set; }

    /// <summary>Whether the run is still to be begun in a file before its next record there.</summary>
    public bool IsDueIn(ActiveFile file)
    {
        if (ReferenceEquals(_begunIn, file)) return file.IsRegular && file.Length == 0;
        var isResumed = file.Length > 0 && EndsWithLast(file);
        if (isResumed) _begunIn = file;
        return !isResumed;
    }

    /// <summary>The bytes of the record that begins the run in a file.</summary>
    public byte[] Begin(ActiveFile file)
    {
        var place = PlaceIn(file);
        if (_unwritten is not { } unwritten || unwritten.Place != place)
            _unwritten = unwritten = (place, Encode(RunRecord.Begin(run, place, context.Clock.GetLocalNow())));
        return unwritten.Bytes;
    }

    /// <summary>Whether nothing has come since the run has got its last record.</summary>
    public bool HasEnded => _hasEnded && !context.Ledger.HasUnnamedNumbers;

    /// <summary>The bytes of the record that ends the run.</summary>
    public byte[] End()
    {
        var last = LastGiven?.Invoke() ?? _lastNumber;
        var written = context.Counters.ReadTotals().Written;
        _named = context.Ledger.TakeUnnamedNumbers();
        return Encode(RunRecord.End(run, last, written, _named, context.Clock.GetLocalNow()));
    }

    /// <summary>Notes that the record which ends the run could not be written.</summary>
    public void NoteNotEnded()
    {
        if (_named is not null) context.Ledger.NoteUnwritten(_named);
        _named = null;
    }

    /// <summary>Notes that a file has the record of the run.</summary>
    public void NoteBegun(ActiveFile file)
    {
        _begunIn = file;
        _rotated = null;
        _unwritten = null;
        IsBegun = true;
        NoteAppended(file, RecordMark.OwnNumber);
    }

    /// <summary>Notes that the run has its last record, for now.</summary>
    public void NoteEnded(ActiveFile file)
    {
        NoteBegun(file);
        (_hasEnded, _named) = (true, null);
    }

    /// <summary>Notes what was appended.</summary>
    /// <param name="file">The file.</param>
    /// <param name="number">The number of the last record.</param>
    public void NoteAppended(ActiveFile file, long number)
    {
        _hasEnded = false;
        if (number > _lastNumber) _lastNumber = number;
        _lastMark = RecordMark.Reference(run.Id, number);
        (_lastIn, _lengthOfLast) = (file.Identity, file.Length);
    }

    /// <summary>Whether this run has appended to a file last.</summary>
    public bool EndsWithLast(ActiveFile file) => _lastIn == file.Identity && file.Length == _lengthOfLast;

    /// <summary>Notes that a file was rotated, so that the next one says where it ended.</summary>
    /// <param name="file">The file, after its footer was written.</param>
    /// <param name="endsWithLast">Whether this run had appended to it last.</param>
    public void NoteRotated(ActiveFile file, bool endsWithLast)
    {
        _rotated = new RotatedEnd(endsWithLast ? _lastMark : null, file.Length, gate.Generation);
        _begunIn = null;
    }

    RunPlace PlaceIn(ActiveFile file)
    {
        if (file.Length > 0) return new RunPlace(_lastNumber, PreviousEnd: null, file.Length);
        // Another writer may have rotated a file since.
        return _rotated is { } rotated && rotated.Generation == gate.Generation
            ? new RunPlace(_lastNumber, rotated.Mark, rotated.Length)
            : new RunPlace(_lastNumber, PreviousEnd: null, PreviousBytes: 0);
    }

    /// <summary>Encodes a record. A formatter that fails must not stop the log: the file then lacks the record.</summary>
    byte[] Encode(LogEvent record)
    {
        byte[] bytes = [];
        try
        {
            ApplicationCalls.Run(() => bytes = encoder.EncodeOwn(record));
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not format a record about the run for {context.Path}", ex);
        }
        return bytes;
    }

    /// <summary>The end of a file that was rotated.</summary>
    /// <param name="Mark">The mark of its last record; null = not known.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="Generation">The generation of the gate then.</param>
    sealed record RotatedEnd(string? Mark, long Length, long Generation);
}
