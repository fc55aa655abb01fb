using System.Buffers.Text;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>
/// Writes the doubles that are common in logs faster than .NET, and leaves to it all those of which the digits are not beyond doubt. Both
/// ways agree: the tests compare them.
/// </summary>
static class FixedPoint
{
    public const int MostDecimals = 9;

    /// <summary>Above it a double has no room left for the decimals that are asked for.</summary>
    const double MostScaled = 1e12;

    static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    /// <summary>Writes what the format "0.00" makes of a double, with so many digits behind the point, in the invariant culture.</summary>
    public static bool TryFormat(double value, int decimals, Span<byte> target, out int written)
    {
        written = 0;
        var scaled = value * PowersOfTen[decimals];
        // Also false for what is not a number, and for minus zero's sign.
        if (!(scaled is > 0.5 and < MostScaled)) return false;
        var whole = (long)scaled;
        var fraction = scaled - whole;
        // .NET rounds to 15 digits first, and then half up: next to a half its way decides.
        if (Math.Abs(fraction - 0.5) < scaled * 1e-14) return false;
        Write(whole + (fraction > 0.5 ? 1 : 0), decimals, target, out written);
        return true;
    }

    /// <summary>Writes the shortest text that means exactly this double, if it has few digits.</summary>
    public static bool TryFormatShortest(double value, Span<byte> target, out int written)
    {
        const int FewDecimals = 6;
        written = 0;
        if (!(value is >= 1e-3 and < 1e9)) return false;
        for (var decimals = 0; decimals <= FewDecimals; decimals++)
        {
            // A decimal of at most 15 digits that means the double is the only one, and so the shortest.
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
