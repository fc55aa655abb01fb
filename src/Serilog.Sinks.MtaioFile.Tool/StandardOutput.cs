using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>
/// The standard output of the process when it is a pipe or a file. The stream of <see cref="Console"/> hides that a pipe is closed.
/// </summary>
sealed class StandardOutput : Stream
{
    const int Handle = 1;
    const int BufferChars = 16 * 1024;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    readonly FileStream _stream = new(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static TextWriter Open()
    {
        if (!Console.IsOutputRedirected) return Console.Out;
        var stream = OperatingSystem.IsWindows() ? null : new StandardOutput();
        // A file has a position that it shares with other programs, which this stream would not move.
        return new StreamWriter(stream is { _stream.CanSeek: false } ? stream : Console.OpenStandardOutput(), Utf8, BufferChars);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            _stream.Write(buffer, offset, count);
        }
        catch (IOException ex)
        {
            throw new OutputClosedException(ex);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _stream.Dispose();
        base.Dispose(disposing);
    }
}
