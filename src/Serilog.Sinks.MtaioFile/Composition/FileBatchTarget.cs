using Serilog.Events;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Writing;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Joins the queue to the file, which know nothing of each other.</summary>
sealed class FileBatchTarget(LogFileWriter writer, FileRotator file, DiskFlusher? flusher, ArchiveKeeper keeper) : IBatchTarget
{
    public void Take(ArraySegment<LogEvent> events, bool asBlock) => writer.Take(events, asBlock);

    public void Render() => writer.Render();

    public BatchStep WriteNext()
    {
        var step = writer.WriteNext();
        flusher?.Tend();
        return new BatchStep(step.Settled, step.Lost);
    }

    public void GiveUp() => writer.GiveUp();

    public TimeSpan Tend() => Sooner(file.Tend(), flusher?.Tend() ?? Timeout.InfiniteTimeSpan);

    public void Close()
    {
        flusher?.Finish();
        keeper.Dispose();
        writer.Dispose();
    }

    static TimeSpan Sooner(TimeSpan x, TimeSpan y) => x == Timeout.InfiniteTimeSpan || (y != Timeout.InfiniteTimeSpan && y < x) ? y : x;
}
