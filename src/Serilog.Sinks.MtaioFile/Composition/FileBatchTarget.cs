using Serilog.Events;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Writing;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Joins the queue to the file, which know nothing of each other.</summary>
sealed class FileBatchTarget(EventEncoder encoder, LogFileWriter writer, FileRotator file, DiskFlusher? flusher, ArchiveKeeper keeper, SinkCounters counters) : IBatchTarget
{
    /// <summary>As many as a queue of the default length has slices.</summary>
    const int MostSparesKept = 40;

    readonly Stack<PreparedLines> _spares = [];
    PreparedLines? _taken;

    public bool CanPrepare => encoder.IsThreadSafe;

    public IPreparedBatch Prepare(ArraySegment<LogEvent> events)
    {
        var prepared = TakeSpare() ?? new PreparedLines(encoder.NewLines());
        encoder.Encode(events, asBlock: false, prepared.Lines);
        return prepared;
    }

    public void Take(ArraySegment<LogEvent> events, bool asBlock, IPreparedBatch? prepared = null)
    {
        _taken = (PreparedLines?)prepared;
        writer.Take(events, asBlock, _taken?.Lines);
    }

    public void Render() => writer.Render();

    public BatchStep WriteNext()
    {
        var step = writer.WriteNext();
        flusher?.Tend();
        return new BatchStep(step.Settled, step.Failed);
    }

    public void GiveUp()
    {
        writer.GiveUp();
        if (_taken is { } used) PutBack(used);
        _taken = null;
    }

    public TimeSpan Tend() => Sooner(file.Tend(), flusher?.Tend() ?? Timeout.InfiniteTimeSpan);

    public void Close()
    {
        flusher?.Finish();
        keeper.Dispose();
        writer.Dispose();
        counters.Retire();
    }

    PreparedLines? TakeSpare()
    {
        lock (_spares) return _spares.TryPop(out var spare) ? spare : null;
    }

    void PutBack(PreparedLines used)
    {
        used.Lines.Clear();
        lock (_spares)
        {
            if (_spares.Count < MostSparesKept) _spares.Push(used);
        }
    }

    static TimeSpan Sooner(TimeSpan x, TimeSpan y) => x == Timeout.InfiniteTimeSpan || (y != Timeout.InfiniteTimeSpan && y < x) ? y : x;

    sealed record PreparedLines(EncodedLines Lines) : IPreparedBatch
    {
        public int Count => Lines.Count;
    }
}
