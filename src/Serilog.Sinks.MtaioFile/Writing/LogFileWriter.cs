using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.PeriodicBatching;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Writes batches of events: takes a batch, then settles it step by step, so that a failure in between costs nothing of what is written
/// and nothing is rendered or written twice.
/// </summary>
sealed class LogFileWriter(EventEncoder encoder, FileRotator file, DropLedger ledger) : IBatchedLogEventSink, IDisposable
{
    readonly EncodedLines _own = encoder.NewLines();
    EncodedLines? _prepared;
    ArraySegment<LogEvent> _taken;
    bool _asBlock;
    int _settled;
    int _nextLine;

    /// <summary>Starts on a batch, which must stay as it is until it is settled or given up.</summary>
    /// <param name="events">The batch.</param>
    /// <param name="asBlock">Whether its events belong together, and so into one file.</param>
    /// <param name="prepared">The first of its events, rendered; null = none.</param>
    public void Take(ArraySegment<LogEvent> events, bool asBlock = false, EncodedLines? prepared = null)
    {
        _taken = events;
        _asBlock = asBlock;
        _prepared = prepared;
        _settled = 0;
        _nextLine = 0;
        _own.Clear();
    }

    EncodedLines Lines => _prepared ?? _own;

    /// <summary>Renders what the next step writes, unless that was done before.</summary>
    public void Render()
    {
        if (_nextLine < Lines.Count) return;
        encoder.Encode(_taken.AsSpan(_settled), _asBlock, Lines);
        _nextLine = 0;
    }

    /// <summary>Settles the next events of the batch: writes as many as one write takes.</summary>
    /// <exception cref="Exception">Nothing could be written, and nothing was; the step can be tried again.</exception>
    public WriteStep WriteNext()
    {
        Render();
        var settled = file.Append(Lines, _nextLine, _asBlock);
        var failed = FailedIn(_nextLine, _nextLine + settled);
        _nextLine += settled;
        _settled += settled;
        if (_settled == _taken.Count) GiveUp();
        return new WriteStep(settled, failed);
    }

    /// <summary>Lets go of the batch and everything that refers to it.</summary>
    public void GiveUp() => Take(default);

    /// <summary>For hosts other than our own queue, which hand a failed batch over again from its start.</summary>
    /// <exception cref="Exception">The file could not be written; what is written of the batch is skipped when it comes again.</exception>
    public Task EmitBatchAsync(IEnumerable<LogEvent> batch)
    {
        var events = batch.ToArray();
        if (IsContinuedBy(events)) _taken = events;
        else Take(events);
        while (_taken.Count > 0)
        {
            var step = WriteNext();
            if (step.Failed.Count > 0) ledger.ReportUnformattable(step.Failed);
        }
        return Task.CompletedTask;
    }

    public Task OnEmptyBatchAsync() => Task.CompletedTask;

    public void Dispose() => file.Dispose();

    /// <summary>Whether these are the events of the batch that failed, possibly with newer ones behind them.</summary>
    bool IsContinuedBy(LogEvent[] events) => _taken.Count > 0 && events.Take(_taken.Count).SequenceEqual(_taken);

    FailedEvent[] FailedIn(int first, int end) =>
        Lines.Failures.Count == 0 ? [] : [.. Lines.Failures.Where(f => f.Index >= first && f.Index < end).Select(f => f.Failed)];
}
