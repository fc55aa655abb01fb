using System.Threading.Channels;

namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>Reads a stream ahead on a thread of the pool, a few blocks: it is decompressed while its records are looked at.</summary>
sealed class ReadAhead : IDisposable
{
    const int BlockSize = 256 * 1024;
    const int Blocks = 8;

    /// <summary>So many used blocks are given back together, so that the other thread seldom has to be woken.</summary>
    const int BlocksGivenBack = 4;

    readonly Channel<ArraySegment<byte>> _full = Channel.CreateUnbounded<ArraySegment<byte>>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    readonly Channel<byte[]> _empty = Channel.CreateUnbounded<byte[]>();
    readonly CancellationTokenSource _disposing = new();
    readonly Task _reading;
    readonly List<byte[]> _used = [];
    ArraySegment<byte> _current = ArraySegment<byte>.Empty;

    public ReadAhead(Stream stream)
    {
        for (var i = 0; i < Blocks; i++) _empty.Writer.TryWrite(new byte[BlockSize]);
        _reading = Task.Run(() => ReadAllAsync(stream));
    }

    /// <summary>Reads the next bytes; 0 = the end.</summary>
    /// <exception cref="IOException">The stream threw; what it gave before was read.</exception>
    public int Read(Span<byte> buffer)
    {
        if (_current.Count == 0 && !TryTake()) return 0;
        var count = Math.Min(buffer.Length, _current.Count);
        _current.AsSpan(0, count).CopyTo(buffer);
        _current = _current[count..];
        return count;
    }

    public void Dispose()
    {
        _disposing.Cancel();
        Wait(_reading);
        _disposing.Dispose();
    }

    bool TryTake()
    {
        if (_used.Count == BlocksGivenBack) GiveBack();
        if (!_full.Reader.TryRead(out _current))
        {
            var isThere = _full.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            if (!isThere || !_full.Reader.TryRead(out _current)) return false;
        }
        _used.Add(_current.Array!);
        return true;
    }

    void GiveBack()
    {
        foreach (var block in _used) _empty.Writer.TryWrite(block);
        _used.Clear();
    }

    async Task ReadAllAsync(Stream stream)
    {
        try
        {
            while (true)
            {
                var block = await _empty.Reader.ReadAsync(_disposing.Token).ConfigureAwait(false);
                // A block is filled, so that records need not wait for each other; what came before damage is given.
                var count = Fill(stream, block, out var mistake);
                if (count > 0) _full.Writer.TryWrite(new ArraySegment<byte>(block, 0, count));
                if (mistake is null && count == block.Length) continue;
                _full.Writer.TryComplete(mistake);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            _full.Writer.TryComplete();
        }
    }

    static int Fill(Stream stream, byte[] block, out Exception? mistake)
    {
        (var count, mistake) = (0, null);
        try
        {
            while (count < block.Length && stream.Read(block.AsSpan(count)) is var read && read > 0) count += read;
        }
        catch (Exception ex)
        {
            // The thread that reads gets it.
            mistake = ex;
        }
        return count;
    }

    static void Wait(Task task) => task.GetAwaiter().GetResult();
}
