namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>The first digits of a fraction of a second.</summary>
static class FractionDigits
{
    const int Most = 7;

    static readonly int[] TicksPerLastDigit = [10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    /// <summary>Writes as many digits as there is room for.</summary>
    public static void Write(int ticks, Span<byte> target)
    {
        var rest = (uint)(ticks / TicksPerLastDigit[target.Length]);
        for (var i = target.Length - 1; i >= 0; i--)
        {
            (rest, var digit) = Math.DivRem(rest, 10);
            target[i] = (byte)('0' + digit);
        }
    }

    /// <summary>Whether a text is what <see cref="Write"/> writes.</summary>
    public static bool Are(int ticks, ReadOnlySpan<byte> text)
    {
        if (text.Length > Most) return false;
        Span<byte> expected = stackalloc byte[Most];
        Write(ticks, expected[..text.Length]);
        return text.SequenceEqual(expected[..text.Length]);
    }
}
