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
    // The file that has the record of the run, and its length when this run had last appended to it.
    FileIdentity? _begunIn;
    string? _lastMark;
    long _lastNumber, _lengthOfLast, _lengthOfRotated;
    bool _isBegun;

    /// <summary>Whether a record of the run is in a file, so that the run gets an end.</summary>
    public bool IsBegun => _isBegun;

    /// <summary>The number of the last event that was appended, whether or not it could be encoded.</summary>
    public long LastNumber => _lastNumber;

    /// <summary>Whether the run is still to be begun in a file before its next record there.</summary>
    public bool IsDueIn(ActiveFile file) => _begunIn != file.Identity || (file.IsRegular && file.Length == 0);

    /// <summary>The bytes of the record that begins the run in a file.</summary>
    public byte[] Begin(ActiveFile file)
    {
        // A mark is known only where this run has appended last.
        var isOurs = file.Length > 0 && _begunIn == file.Identity && file.Length == _lengthOfLast;
        var afterRotation = file.Length == 0 && _lengthOfRotated > 0;
        var place = new RunPlace(
            _lastNumber,
            isOurs || afterRotation ? _lastMark : null,
            file.Length > 0 ? file.Length : _lengthOfRotated);
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
        _begunIn = file.Identity;
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
        _lengthOfLast = file.Length;
    }

    /// <summary>Notes that a file was rotated, so that the next one says where it ended.</summary>
    /// <param name="length">The length of the file.</param>
    /// <param name="lengthWithoutFooter">Its length before its footer was written.</param>
    public void NoteRotated(long length, long lengthWithoutFooter)
    {
        if (lengthWithoutFooter != _lengthOfLast) _lastMark = null;
        _lengthOfRotated = length;
        _begunIn = null;
    }

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
