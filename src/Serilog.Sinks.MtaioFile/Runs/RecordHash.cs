using System.Security.Cryptography;

namespace Serilog.Sinks.MtaioFile.Runs;

/// <summary>The hash of a record in a chain: where it stands, and what it covers.</summary>
static class RecordHash
{
    /// <summary>The characters of a hash: SHA-256 in base64url, without padding.</summary>
    public const int Length = 43;

    /// <summary>The bytes of a hash.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    static readonly byte[] PlaceholderBytes = [.. Enumerable.Repeat((byte)'-', Length)];

    /// <summary>What stands in the place of the hash while it is computed.</summary>
    public static ReadOnlySpan<byte> Placeholder => PlaceholderBytes;

    /// <summary>What stands before the hash in a record of JSON.</summary>
    public static ReadOnlySpan<byte> JsonStart => "{\"@hash\":\""u8;

    /// <summary>The place of the hash in a record.</summary>
    public static Span<byte> PlaceIn(Span<byte> record) =>
        record.Slice(record.StartsWith(JsonStart) ? JsonStart.Length : 0, Length);

    /// <summary>Reads the hash of a record from the first line of it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="hash">Takes the hash.</param>
    /// <returns>False when the line does not begin a record with a hash.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, Span<byte> hash)
    {
        var isJson = line.StartsWith(JsonStart);
        if (isJson) line = line[JsonStart.Length..];
        if (line.Length <= Length || line[Length] != (isJson ? (byte)'"' : (byte)' ')) return false;
        return TryDecode(line[..Length], hash);
    }

    /// <summary>Writes a hash as characters.</summary>
    public static void Encode(ReadOnlySpan<byte> hash, Span<byte> characters)
    {
        Span<char> padded = stackalloc char[Length + 1];
        Convert.TryToBase64Chars(hash, padded, out _);
        for (var i = 0; i < Length; i++)
            characters[i] = padded[i] switch { '+' => (byte)'-', '/' => (byte)'_', var c => (byte)c };
    }

    /// <summary>The hash of a record, whose place of the hash holds the placeholder.</summary>
    /// <param name="key">The key; null = none.</param>
    /// <param name="previous">The hash of the record before; zeros = there is none.</param>
    /// <param name="record">The record, its line end included.</param>
    /// <param name="hash">Takes the hash.</param>
    public static void Compute(byte[]? key, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> record, Span<byte> hash)
    {
        using var computation = key is null
            ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256)
            : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        computation.AppendData(previous);
        computation.AppendData(record);
        computation.GetHashAndReset(hash);
    }

    static bool TryDecode(ReadOnlySpan<byte> characters, Span<byte> hash)
    {
        Span<char> padded = stackalloc char[Length + 1];
        for (var i = 0; i < Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit((char)characters[i]) && characters[i] is not ((byte)'-' or (byte)'_')) return false;
            padded[i] = characters[i] switch { (byte)'-' => '+', (byte)'_' => '/', var c => (char)c };
        }
        padded[Length] = '=';
        return Convert.TryFromBase64Chars(padded, hash, out var length) && length == Bytes;
    }
}
