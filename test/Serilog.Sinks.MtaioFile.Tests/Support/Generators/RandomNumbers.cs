using CsCheck;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Doubles of every kind, many of them close to where rounding or the choice of digits changes.</summary>
static class RandomNumbers
{
    static readonly Gen<double> PowerOfTen = Gen.Int[0, 10].Select(digits => Math.Pow(10, digits));

    static readonly Gen<double> Special = Gen.OneOf(
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        0.0, -0.0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue,
        1e-5, 1e-3, 0.5, 1, 1e9, 1e12, 1e15, 1e16, 1e21,
        0.1, 0.3, 1.005, 2.675, 999999999.9999999, 0.00049999999999999, 123456789012345678);

    static readonly Gen<double> AnyBits = Gen.ULong.Uniform.Select(BitConverter.UInt64BitsToDouble);

    /// <summary>Numbers as people log them: few digits before and behind the point.</summary>
    static readonly Gen<double> Decimals = Gen.Select(
        Gen.Long[-1_000_000_000, 1_000_000_000], PowerOfTen, (digits, unit) => digits / unit);

    /// <summary>Measured numbers, with as many digits as a double has.</summary>
    static readonly Gen<double> Measured = Gen.Select(Gen.Double.Unit, Gen.Int[-6, 14], (unit, power) => unit * Math.Pow(10, power));

    /// <summary>Numbers close to a half of the last digit.</summary>
    static readonly Gen<double> Halves = Gen.Select(
        Gen.OneOf(Gen.Long[0, 1000], Gen.Long[0, 100_000_000_000]),
        PowerOfTen,
        Gen.Int[-3, 3],
        Gen.OneOf(0.5, 0.25, 0.0, 0.499999999, 0.500000001),
        (digits, unit, steps, part) => Stepped((digits + part) / unit, steps));

    public static readonly Gen<double> Double = Gen.Frequency((1, Special), (2, AnyBits), (4, Decimals), (3, Measured), (4, Halves));

    public static readonly Gen<float> Float = Gen.OneOf(
        Double.Select(d => (float)d), Gen.UInt.Uniform.Select(BitConverter.UInt32BitsToSingle));

    public static readonly Gen<decimal> Decimal = Gen.OneOf(
        Gen.OneOf(0m, -0.0m, 1.10m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m),
        Gen.Select(Gen.Long, Gen.Byte[0, 28], (digits, scale) => new decimal((int)digits, (int)(digits >> 32), 0, digits < 0, scale)));

    /// <summary>The double that is a number of doubles above, or below, another.</summary>
    static double Stepped(double value, int steps)
    {
        for (; steps > 0; steps--) value = Math.BitIncrement(value);
        for (; steps < 0; steps++) value = Math.BitDecrement(value);
        return value;
    }
}
