using System.Net;
using System.Numerics;
using System.Text;
using CsCheck;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Scalar values of every type that a logger knows, and of types that it does not know.</summary>
static class RandomScalars
{
    static readonly Gen<object?> Integer = Gen.OneOf(
        Gen.Int.Cast(), Gen.Long.Cast(), Gen.Short.Cast(), Gen.Byte.Cast(),
        Gen.SByte.Cast(), Gen.UShort.Cast(), Gen.UInt.Cast(), Gen.ULong.Cast(),
        Gen.OneOf<object?>(
            0, 1, -1, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue, ulong.MaxValue,
            sbyte.MinValue, short.MinValue, uint.MaxValue, byte.MaxValue, ushort.MaxValue));

    static readonly Gen<object?> Time = Gen.OneOf(
        RandomTimes.Date.Cast(),
        RandomTimes.AnyInstant.Cast(),
        RandomTimes.Duration.Cast(),
        RandomTimes.Date.Select(d => (object?)DateOnly.FromDateTime(d)),
        RandomTimes.Date.Select(d => (object?)TimeOnly.FromDateTime(d)));

    static readonly Gen<object?> Char = Gen.OneOf<object?>('x', '"', '\\', '\n', '\0', 'é', '\uD83D', '\uDE00');

    static readonly Gen<object?> Rare = Gen.OneOf(
        Gen.Double.Select(d => (object?)(Half)d),
        Gen.Select(Gen.ULong, Gen.ULong, (upper, lower) => new Int128(upper, lower)).Cast(),
        Gen.UInt128.Cast(),
        Gen.Long.Select(l => (object?)(BigInteger.One * l * l)),
        Gen.Int.Select(i => (object?)(nint)i),
        Gen.OneOf<object?>(
            DayOfWeek.Friday, (DayOfWeek)42, (DayOfWeek)(-42), LogEventLevel.Warning, FileAttributes.Hidden | FileAttributes.System,
            new Uri("http://localhost/?a=\"b\""), new Version(1, 2, 3, 4), new byte[] { 1, 2 }, new Rune(0x1F600), IPAddress.Loopback,
            typeof(string), new Complex(1.5, -2)),
        RandomText.Any.Select(text => (object?)new Formattable(text)),
        RandomText.Any.Select(text => (object?)new Named(text)));

    static readonly Gen<object?> Unfit = Gen.OneOf<object?>(
        new Formattable(null),
        new Named(null),
        new Throwing(new FormatException("unfit")),
        new Throwing(new InvalidOperationException("not now")));

    public static readonly Gen<object?> Any = Gen.Frequency(
        (24, RandomText.Any.Cast()),
        (24, Integer),
        (24, RandomNumbers.Double.Cast()),
        (6, RandomNumbers.Float.Cast()),
        (8, RandomNumbers.Decimal.Cast()),
        (12, Time),
        (4, Gen.Bool.Cast()),
        (3, Char),
        (4, Gen.Guid.Cast()),
        (3, Gen.Const((object?)null)),
        (8, Rare),
        (1, Unfit));

    static Gen<object?> Cast<T>(this Gen<T> gen) => gen.Select(value => (object?)value);
}
