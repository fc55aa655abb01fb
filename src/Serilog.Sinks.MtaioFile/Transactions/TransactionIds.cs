#if !NET9_0_OR_GREATER
using System.Buffers.Binary;
using System.Security.Cryptography;
#endif

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Creates ids that sort by their creation time: UUID version 7 (RFC 9562). .NET creates them from version 9 on.</summary>
static class TransactionIds
{
    public static Guid Next(DateTimeOffset now)
    {
#if NET9_0_OR_GREATER
        return Guid.CreateVersion7(now);
#else
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> time = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        BinaryPrimitives.WriteInt64BigEndian(time, now.ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
#endif
    }
}
