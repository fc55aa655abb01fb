using System.Text;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>The bytes that must precede a line: byte order mark and header in an empty file, a line end after a torn tail.</summary>
sealed class LinePrefix(IFileSystem fileSystem, string path, Encoding encoding, FileHooks hooks)
{
    readonly byte[] _byteOrderMark = encoding.GetPreamble();
    readonly byte[] _lineEnd = encoding.GetBytes("\n");

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
        return EndsWithLineEnd() ? [] : _lineEnd;
    }

    bool EndsWithLineEnd()
    {
        try
        {
            return fileSystem.ReadTail(path, _lineEnd.Length).AsSpan().SequenceEqual(_lineEnd);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // The file cannot be read. An empty line is better than two events on one line.
            return false;
        }
    }
}
