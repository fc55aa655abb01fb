namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// A file as a compression sees it: read or written from the beginning to the end, and still open after the compression has disposed it.
/// </summary>
sealed class KeptOpenStream(Stream file) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw NotSeekable();

    public override long Position
    {
        get => throw NotSeekable();
        set => throw NotSeekable();
    }

    public override int Read(Span<byte> buffer) => file.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => file.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => file.Write(buffer, offset, count);

    public override void Flush()
    {
        // The file has no buffer, and is flushed to disk when it is complete.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw NotSeekable();

    public override void SetLength(long value) => throw NotSeekable();

    static NotSupportedException NotSeekable() => new("a compression reads and writes from the beginning to the end");
}
