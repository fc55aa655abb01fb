namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>The digits of a fraction of a second, given in ticks. They are cut off, not rounded, as .NET does.</summary>
static class FractionDigits
{
    const int MaxDigits = 7;

    static readonly int[] TicksPerLastDigit = [10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    /// <summary>Fills the target with the first digits.</summary>
    public static void Write(int ticks, Span<byte> target)
    {
        var rest = (uint)(ticks / TicksPerLastDigit[target.Length]);
        for (var i = target.Length - 1; i >= 0; i--)
        {
            (rest, var digit) = Math.DivRem(rest, 10);
            target[i] = (byte)('0' + digit);
        }
    }

    /// <summary>Whether a text is what <see cref="Write"/> writes into a target of its length.</summary>
    public static bool Matches(int ticks, ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxDigits) return false;
        Span<byte> expected = stackalloc byte[MaxDigits];
        Write(ticks, expected[..text.Length]);
        return text.SequenceEqual(expected[..text.Length]);
    }
}
