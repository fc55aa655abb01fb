using System.Text;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>The bytes that must precede a line: byte order mark and header in an empty file, a line end after a torn tail.</summary>
sealed class LinePrefix(IFileSystem fileSystem, IActivePath path, Encoding encoding, FileHooks hooks)
{
    readonly byte[] _byteOrderMark = encoding.GetPreamble();
    readonly byte[] _lineEnd = encoding.GetBytes("\n");
    readonly byte[] _lineEndOfWindows = encoding.GetBytes("\r\n");

    /// <summary>The bytes that an empty file begins with.</summary>
    public byte[] Header() => [.. _byteOrderMark, .. hooks.Header()];

    /// <summary>
    /// The line end that the tail of a file of this length lacks, so that the line begins on its own. A format without line ends is
    /// continued where it stopped.
    /// </summary>
    public ReadOnlySpan<byte> LineEndBefore(ReadOnlySpan<byte> line, long length)
    {
        if (!line.EndsWith(_lineEnd)) return [];
        // A code unit may have been cut in two. Its missing bytes come first, or nothing that follows could be read.
        var cut = (int)(length % _lineEnd.Length);
        if (cut > 0) return (byte[])[.. new byte[_lineEnd.Length - cut], .. _lineEnd];
        return EndsWith(_lineEnd) ? [] : _lineEnd;
    }

    /// <summary>Whether a line, whose end is the end of the bytes, lacks nothing but its line end or a part of it.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="taken">The number of bytes that are in the file.</param>
    public bool LacksLineEndAlone(ReadOnlySpan<byte> bytes, int taken)
    {
        if (!bytes.EndsWith(_lineEnd)) return false;
        var lineEnd = bytes.EndsWith(_lineEndOfWindows) ? _lineEndOfWindows : _lineEnd;
        return taken >= bytes.Length - lineEnd.Length;
    }

    /// <summary>Whether the file ends with the bytes; false when it cannot be read.</summary>
    public bool EndsWith(byte[] bytes)
    {
        try
        {
            return fileSystem.ReadTail(path.Current, bytes.Length).AsSpan().SequenceEqual(bytes);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // An empty line is better than two events on one line, and a torn line is better than a cut into lines of others.
            return false;
        }
    }
}
