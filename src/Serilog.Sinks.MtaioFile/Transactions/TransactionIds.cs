using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// Creates ids that sort in the order of their creation within a process, and by time to the millisecond among processes: UUID version 7
/// with a counter (RFC 9562, section 6.2, method 1). The counter has 42 bits and starts at a random number in each millisecond.
/// </summary>
sealed class TransactionIds
{
    const int CounterBits = 42;
    const long Largest = (1L << CounterBits) - 1;

    readonly object _gate = new();

    // Guarded by _gate: any thread that begins a transaction.
    long _milliseconds;
    long _counter;

    public static TransactionIds OfProcess { get; } = new();

    public Guid Next(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        var (milliseconds, counter) = Advance(now.ToUnixTimeMilliseconds(), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
        // 48 bits of time; version and 12 bits of the counter; variant and 30 bits of the counter; 32 random bits.
        BinaryPrimitives.WriteInt64BigEndian(bytes, (milliseconds << 16) | 0x7000 | (counter >> 30));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], 0x8000_0000 | (uint)(counter & 0x3FFF_FFFF));
        return new Guid(bytes, bigEndian: true);
    }

    (long Milliseconds, long Counter) Advance(long now, long random)
    {
        lock (_gate)
        {
            if (now > _milliseconds)
            {
                _milliseconds = now;
                // Half of the range is left for ids of the same millisecond, and for a clock that was set back.
                _counter = random & (Largest >> 1);
            }
            else if (++_counter > Largest)
            {
                _milliseconds++;
                _counter = 0;
            }
            return (_milliseconds, _counter);
        }
    }
}
