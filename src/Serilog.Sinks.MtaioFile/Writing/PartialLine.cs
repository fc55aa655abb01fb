using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// A line of which a FIFO or device has taken a part. The part cannot be taken back, so the rest of the line goes first when writing goes
/// on.
/// </summary>
sealed class PartialLine
{
    FileIdentity _of;
    byte[] _line = [];
    int _taken;

    /// <summary>Whether a part of a line is still to be written.</summary>
    public bool IsPending => _taken < _line.Length;

    /// <summary>Begins with an opened file. It has the part only if it is the FIFO or device that was open before.</summary>
    public void Begin(FileIdentity file)
    {
        if (_of != file) Keep([], 0);
        _of = file;
    }

    public void Keep(ReadOnlySpan<byte> line, int taken)
    {
        _line = line.ToArray();
        _taken = taken;
    }

    /// <summary>If the bytes begin with the partial line, leaves it to them.</summary>
    /// <returns>The number of bytes that were taken before.</returns>
    public int Resume(ReadOnlySpan<byte> bytes)
    {
        if (!IsPending || !bytes.StartsWith(_line)) return 0;
        var taken = _taken;
        Keep([], 0);
        return taken;
    }

    /// <summary>Writes the rest of a partial line, if there is one.</summary>
    public void Finish(ILogFile file)
    {
        if (!IsPending) return;
        try
        {
            file.Append(_line.AsSpan(_taken));
        }
        finally
        {
            _taken += file.LastAppended;
        }
    }

    /// <summary>Writes the rest of a partial line before the file is closed.</summary>
    public void TryFinish(ILogFile file)
    {
        try
        {
            Finish(file);
        }
        catch (IOException)
        {
            // Nobody reads the rest now. The same FIFO may be opened again.
        }
    }
}
