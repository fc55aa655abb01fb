using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// The bytes of a torn line that a failed append has left at the end of a file. They are cut, but only while nothing follows them: bytes of
/// others are never cut. If they cannot be cut, the next line is put on a line of its own.
/// </summary>
sealed class TornTail(ILogFile file, LinePrefix prefix)
{
    byte[] _bytes = [];
    long _start;

    /// <summary>Whether no cut is to be tried again.</summary>
    public bool IsCut => _bytes.Length == 0;

    /// <summary>Cuts the bytes. If the cut fails, it is tried once more by <see cref="CutAgain"/>.</summary>
    /// <returns>Whether nothing of the bytes is left in the file.</returns>
    public bool TryCut(long start, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return true;
        _start = start;
        _bytes = bytes.ToArray();
        try
        {
            if (!IsEndOfFile) return false;
            file.TruncateTo(start);
            _bytes = [];
            return true;
        }
        catch (Exception)
        {
            // The failure of the append is the one to report.
            return false;
        }
    }

    /// <summary>Leaves the bytes where they are: their line counts as written.</summary>
    public void Keep() => _bytes = [];

    /// <summary>Cuts bytes whose cut has failed, under the path's gate and before the next append.</summary>
    public void CutAgain()
    {
        if (_bytes.Length == 0) return;
        // The same length does not prove it: the file may have been truncated and written by others meanwhile.
        var isLast = IsEndOfFile && prefix.EndsWith(_bytes);
        var start = _start;
        _bytes = [];
        if (isLast) TryTruncateTo(start);
    }

    bool IsEndOfFile => file.Length == _start + _bytes.Length;

    void TryTruncateTo(long length)
    {
        try
        {
            file.TruncateTo(length);
        }
        catch (Exception)
        {
            // The file may only grow, for instance. A line end before the next line keeps the two apart.
        }
    }
}
