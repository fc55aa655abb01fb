using System.Buffers.Text;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>
/// Writes the doubles that are common in logs faster than .NET does. Returns false where rounding could differ from .NET. What it
/// writes is what .NET writes: the tests compare both.
/// </summary>
static class FixedPoint
{
    public const int MaxDecimals = 9;

    /// <summary>A target of this size has space for every number.</summary>
    public const int MaxBytes = 32;

    /// <summary>From here on a double has too few bits left for the decimals.</summary>
    const double MaxScaled = 1e12;

    static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    /// <summary>Writes a double as the format "0.00" does in the invariant culture, with the given number of decimals.</summary>
    public static bool TryFormat(double value, int decimals, Span<byte> target, out int written)
    {
        written = 0;
        var scaled = value * PowersOfTen[decimals];
        // The comparison is false for NaN and for minus zero, too.
        if (!(scaled is > 0.5 and < MaxScaled)) return false;
        var whole = (long)scaled;
        var fraction = scaled - whole;
        // .NET rounds to 15 digits first and then half up. Close to a half only .NET itself is sure to agree with that.
        if (Math.Abs(fraction - 0.5) < scaled * 1e-14) return false;
        Write(whole + (fraction > 0.5 ? 1 : 0), decimals, target, out written);
        return true;
    }

    /// <summary>Writes the shortest text that is parsed back to exactly this double, if it has few decimals.</summary>
    public static bool TryFormatShortest(double value, Span<byte> target, out int written)
    {
        const int FewDecimals = 6;
        written = 0;
        if (!(value is >= 1e-3 and < 1e9)) return false;
        for (var decimals = 0; decimals <= FewDecimals; decimals++)
        {
            // At most one number of up to 15 digits is parsed back to this double, so it is the shortest.
            var scaled = Math.Round(value * PowersOfTen[decimals]);
            if (scaled / PowersOfTen[decimals] != value) continue;
            Write((long)scaled, decimals, target, out written);
            return true;
        }
        return false;
    }

    static void Write(long scaled, int decimals, Span<byte> target, out int written)
    {
        Utf8Formatter.TryFormat(scaled, target, out written);
        if (decimals == 0) return;
        if (written <= decimals)
        {
            var missing = decimals + 1 - written;
            target[..written].CopyTo(target[missing..]);
            target[..missing].Fill((byte)'0');
            written += missing;
        }
        var point = written - decimals;
        target[point..written].CopyTo(target[(point + 1)..]);
        target[point] = (byte)'.';
        written++;
    }
}
