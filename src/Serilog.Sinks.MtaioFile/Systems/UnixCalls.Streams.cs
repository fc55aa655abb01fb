using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <content>FIFOs and devices.</content>
abstract partial class UnixCalls
{
    const int WriteOnly = 1; // O_WRONLY
    const short RoomForWriting = 4; // POLLOUT

    public bool IsStream(string path) =>
        StatusOf(path, followLinks: true) is { Kind: FileKind.Fifo or FileKind.CharacterDevice };

    public SafeFileHandle OpenStream(string path)
    {
        var handle = open(path, WriteOnly | numbers.NonBlocking | numbers.NoTerminal | numbers.CloseOnExec);
        if (!handle.IsInvalid) return handle;
        var failure = Marshal.GetLastPInvokeError() == NoReader ? new IOException("nobody reads from it") : Failure("open");
        handle.Dispose();
        throw failure;
    }

    public bool TryWrite(SafeFileHandle stream, ReadOnlySpan<byte> bytes, out int written)
    {
        do
        {
            written = (int)write(stream, in MemoryMarshal.GetReference(bytes), bytes.Length);
            if (written >= 0) return true;
        }
        while (Marshal.GetLastPInvokeError() == Interrupted);
        written = 0;
        return Marshal.GetLastPInvokeError() == numbers.TryAgain ? false : throw Failure("write");
    }

    public void AwaitRoom(SafeFileHandle stream, TimeSpan atMost)
    {
        var added = false;
        try
        {
            stream.DangerousAddRef(ref added);
            var wanted = new PollEntry { Descriptor = (int)stream.DangerousGetHandle(), Wanted = RoomForWriting };
            _ = poll(ref wanted, 1, (int)Math.Ceiling(atMost.TotalMilliseconds));
        }
        finally
        {
            if (added) stream.DangerousRelease();
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    protected static partial nint write(SafeFileHandle descriptor, in byte bytes, nint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(ref PollEntry entry, nuint count, int milliseconds);

    /// <summary>The system's <c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 8)]
    struct PollEntry
    {
        [FieldOffset(0)] public int Descriptor;
        [FieldOffset(4)] public short Wanted;
    }
}
