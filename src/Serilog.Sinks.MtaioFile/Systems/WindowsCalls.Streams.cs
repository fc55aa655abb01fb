using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <content>Named pipes and devices, such as NUL: everything below <c>\\.\</c>.</content>
sealed partial class WindowsCalls
{
    /// <summary>They have nothing that could be asked for without using them.</summary>
    static readonly FileStatus StreamStatus = new(default, FileKind.CharacterDevice, Mode: null, Length: 0, DateTimeOffset.MinValue);

    public SafeFileHandle OpenStream(string path)
    {
        var full = FullPathOf(path);
        var handle = Open(full, Access.Write, Opening.Existing, Flags.None);
        var error = handle.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        const uint DoNotWait = 1; // PIPE_NOWAIT
        var mode = DoNotWait;
        if (error == 0 && IsPipe(full) && !SetNamedPipeHandleState(handle, in mode, 0, 0)) error = Marshal.GetLastPInvokeError();
        if (error == 0) return handle;
        handle.Dispose();
        throw error == NoFile && IsPipe(full) ? new IOException("nobody reads from it") : Failure("open", path, error);
    }

    public bool TryWrite(SafeFileHandle stream, ReadOnlySpan<byte> bytes, out int written)
    {
        var here = default(Overlapped);
        if (WriteFile(stream, in MemoryMarshal.GetReference(bytes), bytes.Length, out written, ref here)) return written > 0;
        throw Failure("write to", "the device");
    }

    /// <remarks>Nothing tells when a pipe has room again, so it is tried often.</remarks>
    public void AwaitRoom(SafeFileHandle stream, TimeSpan atMost)
    {
        var pause = TimeSpan.FromMilliseconds(10);
        Thread.Sleep(atMost < pause ? atMost : pause);
    }
}
