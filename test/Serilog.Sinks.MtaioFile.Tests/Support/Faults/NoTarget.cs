using Serilog.Events;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>For queues that are emptied by the test itself.</summary>
sealed class NoTarget : IBatchTarget
{
    public bool CanPrepare => false;

    public IPreparedBatch Prepare(ArraySegment<LogEvent> events) => throw new NotSupportedException();

    public void Take(ArraySegment<LogEvent> events, bool asBlock, IPreparedBatch? prepared = null) => throw new NotSupportedException();

    public void Render() => throw new NotSupportedException();

    public BatchStep WriteNext() => throw new NotSupportedException();

    public void GiveUp() => throw new NotSupportedException();

    public TimeSpan Tend() => throw new NotSupportedException();

    public void Close() => throw new NotSupportedException();
}
