using System.Text;
using Serilog.Sinks.MtaioFile.Reader.Listing;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>The content of one file: decompressed, in UTF-8, without byte order mark.</summary>
sealed class LogSource : IDisposable
{
    readonly ListedFile _file;
    readonly FileStream _raw;
    readonly Stream? _decompressing;
    readonly bool _isAhead;
    Stream _content;
    bool _hasBegun;
    ReadAhead? _ahead;
    byte[] _first = [];
    int _firstUsed;
    long _lastPosition;
    bool _isDisposed;

    LogSource(ListedFile file, FileStream raw, bool isAhead)
    {
        (_file, _raw, _isAhead) = (file, raw, isAhead);
        _decompressing = file.Codec?.Compression.OpenDecompressing(raw);
        _content = _decompressing ?? raw;
    }

    /// <summary>The bytes before the first record: those of the byte order mark, as far as offsets count them.</summary>
    public int MarkBytes { get; private set; }

    /// <summary>The uncompressed bytes that were read, the byte order mark included.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the file is in another encoding than UTF-8, so that <see cref="Length"/> counts other bytes than it has.</summary>
    public bool IsTranscoded { get; private set; }

    /// <summary>The uncompressed bytes of the file that were read; negative = not known.</summary>
    public long PlainLength => !IsTranscoded ? Length : IsCompressed ? -1 : RawPosition;

    /// <summary>The bytes of the file that were read, compressed if it is.</summary>
    public long RawPosition => _isDisposed ? _lastPosition : _raw.Position;

    /// <summary>Why the content ends before its end; null = it does not.</summary>
    public string? Damage { get; private set; }

    /// <summary>Whether the content was compressed, so that damage is that of a compression.</summary>
    public bool IsCompressed => _file.Codec is not null;

    /// <summary>What the open file is.</summary>
    public FileStatus Status => SystemCalls.Current.StatusOf(_raw.SafeFileHandle);

    /// <summary>Opens a file, which others may go on to write, rename and delete.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isAhead">Whether a compressed file is decompressed on another thread, for all of it will be read.</param>
    public static LogSource Open(ListedFile file, bool isAhead = false)
    {
        var raw = new FileStream(file.Path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.SequentialScan,
            BufferSize = file.Codec is null ? 0 : 128 * 1024,
        });
        return new LogSource(file, raw, isAhead);
    }

    /// <summary>Reads the next bytes; 0 = the end. Damage ends the content, and does not throw.</summary>
    public int Read(Span<byte> buffer)
    {
        if (Damage is not null || buffer.IsEmpty) return 0;
        try
        {
            if (!_hasBegun) Begin();
            var count = ReadContent(buffer);
            Length += count;
            if (count == 0) CheckEnd();
            return count;
        }
        catch (Exception ex) when (ex is InvalidDataException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // Streams of .NET report damaged content by either. What that of gzip says is about archives of another kind.
            Damage = ex is InvalidDataException && _file.Codec?.Suffix == ".gz"
                ? "the compressed data or its checksum is wrong"
                : ex.Message;
            return 0;
        }
    }

    public void Dispose()
    {
        _ahead?.Dispose();
        if (!_isDisposed) (_lastPosition, _isDisposed) = (_raw.Position, true);
        _content.Dispose();
        _decompressing?.Dispose();
        _raw.Dispose();
    }

    int ReadContent(Span<byte> buffer)
    {
        if (_firstUsed == _first.Length) return _ahead is { } ahead ? ahead.Read(buffer) : _content.Read(buffer);
        var count = Math.Min(buffer.Length, _first.Length - _firstUsed);
        _first.AsSpan(_firstUsed, count).CopyTo(buffer);
        _firstUsed += count;
        return count;
    }

    /// <summary>Looks for a byte order mark.</summary>
    void Begin()
    {
        _hasBegun = true;
        var bytes = new byte[4];
        var count = _content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var first = bytes.AsSpan(0, count);
        var (encoding, length) = EncodingOf(first);
        _first = bytes[length..count];
        if (encoding is null) MarkBytes = length;
        else
        {
            IsTranscoded = true;
            _content = Encoding.CreateTranscodingStream(new PrefixedStream(_first, _content), encoding, Encoding.UTF8, leaveOpen: true);
            _first = [];
        }
        if (_isAhead && _decompressing is not null) _ahead = new ReadAhead(_content);
        Length += MarkBytes;
    }

    static (Encoding? Encoding, int Length) EncodingOf(ReadOnlySpan<byte> first) => first switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, 0, 0] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        // Without a byte order mark: no text in UTF-8 has zeros among its first characters.
        [0, > 0, 0, > 0] => (Encoding.BigEndianUnicode, 0),
        [> 0, 0, > 0, 0] => (Encoding.Unicode, 0),
        _ => (null, 0),
    };

    void CheckEnd()
    {
        if (_file.Codec?.Suffix == ".gz" && GZipEnd.MistakeIn(_raw, Length) is { } mistake) Damage = mistake;
    }
}
