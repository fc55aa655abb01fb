using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Runs;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// The records that a run writes about itself: one before its first record in each file, and the last one. Used under the path's gate.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="encoder">Encodes the records.</param>
/// <param name="context">The sink.</param>
sealed class RunRecords(LogRun run, EventEncoder encoder, SinkContext context)
{
    // The file that has the record of the run, and its length when this run had last appended to it. A file that is opened again is the
    // same if both its identity and its length are: the identity of a deleted file is used again.
    ActiveFile? _begunIn;
    FileIdentity? _lastIn;
    string? _lastMark;
    long _lastNumber, _lengthOfLast, _lengthOfRotated;
    bool _isBegun;

    /// <summary>Whether a record of the run is in a file, so that the run gets an end.</summary>
    public bool IsBegun => _isBegun;

    /// <summary>The number of the last event that was appended, whether or not it could be encoded.</summary>
    public long LastNumber => _lastNumber;

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
        var place = file.Length > 0
            ? new RunPlace(_lastNumber, PreviousEnd: null, file.Length)
            : new RunPlace(_lastNumber, _lengthOfRotated > 0 ? _lastMark : null, _lengthOfRotated);
        return Encode(RunRecord.Begin(run, place, context.Clock.GetLocalNow()));
    }

    /// <summary>The last number that was given; null = that of the last event that was appended.</summary>
    public Func<long>? LastGiven { get; set; }

    /// <summary>The bytes of the record that ends the run.</summary>
    public byte[] End()
    {
        var last = LastGiven?.Invoke() ?? _lastNumber;
        var written = context.Counters.ReadTotals().Written;
        return Encode(RunRecord.End(run, last, written, context.Ledger.UnnamedNumbers(), context.Clock.GetLocalNow()));
    }

    /// <summary>Notes that a file has the record of the run.</summary>
    public void NoteBegun(ActiveFile file)
    {
        _begunIn = file;
        _isBegun = true;
        _lengthOfRotated = 0;
    }

    /// <summary>Notes what was appended.</summary>
    /// <param name="file">The file.</param>
    /// <param name="number">The number of the last record.</param>
    public void NoteAppended(ActiveFile file, long number)
    {
        if (number > _lastNumber) _lastNumber = number;
        _lastMark = RecordMark.Text(run.Id, number);
        (_lastIn, _lengthOfLast) = (file.Identity, file.Length);
    }

    /// <summary>Notes that a file was rotated, so that the next one says where it ended.</summary>
    /// <param name="file">The file, after its footer was written.</param>
    /// <param name="endsWithLast">Whether this run had appended to it last.</param>
    public void NoteRotated(ActiveFile file, bool endsWithLast)
    {
        if (!endsWithLast) _lastMark = null;
        _lengthOfRotated = file.Length;
        _begunIn = null;
    }

    /// <summary>Whether this run has appended to a file last.</summary>
    public bool EndsWithLast(ActiveFile file) => _lastIn == file.Identity && file.Length == _lengthOfLast;

    /// <summary>Encodes a record. A formatter that fails must not stop the log: the file then lacks the record.</summary>
    byte[] Encode(LogEvent record)
    {
        try
        {
            return encoder.EncodeOwn(record);
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not format a record about the run for {context.Path}", ex);
            return [];
        }
    }
}
