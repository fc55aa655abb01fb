using System.Runtime.InteropServices;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>
/// Lives as long as something can log to a sink, and closes the sink when nothing can: the configuration has failed after the sink was
/// created, or the logger was forgotten.
/// </summary>
sealed class SinkLife : SafeHandle
{
    const nint Living = 1;

    /// <param name="control">Acts on the sink. Nothing that it refers to refers to this object.</param>
    public SinkLife(ISinkControl control)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        Control = control;
        SetHandle(Living);
    }

    public ISinkControl Control { get; }

    public override bool IsInvalid => handle != Living;

    protected override bool ReleaseHandle()
    {
        // The finalizer's thread must not wait.
        if (!Control.IsClosed) ThreadPool.UnsafeQueueUserWorkItem(static c => _ = c.CloseAsync(), Control, preferLocal: false);
        return true;
    }
}
