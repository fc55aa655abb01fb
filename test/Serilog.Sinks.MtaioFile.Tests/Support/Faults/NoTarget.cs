using Serilog.Events;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>For queues that are emptied by the test itself.</summary>
class NoTarget : IBatchTarget
{
    public bool IsClosedAtOnce => false;

    public bool IsHeldHere => false;

    public bool HasBeenOpened => true;

    public long ApplicationCall => 0;

    public virtual bool CanEncodeAhead => false;

    public virtual IEncodedBatch? EncodeAhead(BatchPart part) => throw new NotSupportedException();

    public bool HasRoom => throw new NotSupportedException();

    public void Begin(BatchPart part, bool isLast = false) => throw new NotSupportedException();

    public void Add(BatchPart part) => throw new NotSupportedException();

    public void Encode() => throw new NotSupportedException();

    public BatchStep WriteNext() => throw new NotSupportedException();

    public void NoteFailure() => throw new NotSupportedException();

    public bool MayHaveRecovered() => throw new NotSupportedException();

    public void FlushToDiskIfDue() => throw new NotSupportedException();

    public void Release() => throw new NotSupportedException();

    public TimeSpan RunDueWork() => throw new NotSupportedException();

    public void Close() => throw new NotSupportedException();
}
