using System.Buffers;

namespace Serilog.Sinks.MtaioFile.Formatting.Bytes;

/// <summary>A copy of bytes in an array from the pool. <see cref="Dispose"/> returns the array.</summary>
readonly ref struct PooledBytes
{
    readonly byte[] _array;

    public PooledBytes(ReadOnlySpan<byte> bytes)
    {
        _array = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(_array);
        Span = _array.AsSpan(0, bytes.Length);
    }

    public ReadOnlySpan<byte> Span { get; }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);
}
