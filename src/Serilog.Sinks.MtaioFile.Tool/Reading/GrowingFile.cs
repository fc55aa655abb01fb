using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>A file that another program writes, under whatever name it has by now. It may be truncated meanwhile.</summary>
sealed class GrowingFile : IDisposable
{
    const int ChunkBytes = 256 * 1024;

    /// <summary>So many bytes before the position tell a file that grows from one that was emptied and written anew.</summary>
    const int WitnessBytes = 64;

    readonly SafeFileHandle _handle;
    byte[] _witness = [];

    GrowingFile(string path, SafeFileHandle handle) =>
        (Path, _handle, Identity) = (path, handle, SystemCalls.Current.StatusOf(handle).Identity);

    public string Path { get; }

    public FileIdentity Identity { get; }

    /// <summary>The byte that is read next.</summary>
    public long Position { get; private set; }

    public long Length => RandomAccess.GetLength(_handle);

    /// <returns>The file; null if there is none.</returns>
    public static GrowingFile? TryOpen(string path)
    {
        try
        {
            return new GrowingFile(path, File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception ex) when (ex is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public bool Has(ReadOnlySpan<byte> bytes, long at)
    {
        var there = new byte[bytes.Length];
        return RandomAccess.Read(_handle, there, at) == there.Length && bytes.SequenceEqual(there);
    }

    public void MoveTo(long position)
    {
        Position = position;
        Witness();
    }

    /// <summary>Goes to the beginning if the file was emptied.</summary>
    public bool WasTruncated()
    {
        if (Length >= Position && Has(_witness, Position - _witness.Length)) return false;
        MoveTo(0);
        return true;
    }

    /// <summary>The next bytes; none at the end of the file.</summary>
    public byte[] Read()
    {
        var chunk = new byte[(int)Math.Clamp(Length - Position, 0, ChunkBytes)];
        var count = RandomAccess.Read(_handle, chunk, Position);
        if (count > 0) MoveTo(Position + count);
        return count == chunk.Length ? chunk : chunk[..count];
    }

    void Witness()
    {
        var witness = new byte[(int)Math.Min(WitnessBytes, Position)];
        var count = RandomAccess.Read(_handle, witness, Position - witness.Length);
        _witness = count == witness.Length ? witness : [];
    }

    public void Dispose() => _handle.Dispose();
}
