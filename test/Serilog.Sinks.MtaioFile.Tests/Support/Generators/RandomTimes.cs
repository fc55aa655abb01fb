using CsCheck;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Instants, many of them within the same few seconds, and formats of instants.</summary>
static class RandomTimes
{
    static readonly DateTime[] Seconds =
    [
        new(2026, 3, 4, 5, 6, 7), new(2026, 3, 4, 5, 6, 8), new(2026, 12, 31, 23, 59, 59), new(2027, 1, 1), new(2024, 2, 29, 12, 0, 0),
    ];

    static readonly Gen<TimeSpan> Offset = Gen.Frequency(
        (4, Gen.OneOf(TimeSpan.Zero, TimeSpan.FromHours(1))),
        (1, Gen.Int[-14 * 60, 14 * 60].Select(minutes => TimeSpan.FromMinutes(minutes))));

    static readonly Gen<long> Fraction = Gen.OneOf(
        Gen.OneOf(0L, 1, 9_999_999, 1_000_000, 1_230_000, 9_990_000, 9_999_999, 5_000_000),
        Gen.Long[0, 9_999_999],
        Gen.Long[0, 999].Select(ms => ms * 10_000));

    public static readonly Gen<DateTimeOffset> Instant = Gen.Frequency(
        (8, Gen.Select(
            Gen.OneOf(Seconds), Fraction, Offset,
            (second, ticks, offset) => new DateTimeOffset(second.AddTicks(ticks), offset))),
        (1, Gen.Select(
            Gen.Long[DateTime.UnixEpoch.Ticks, new DateTime(2070, 1, 1).Ticks], Offset,
            (ticks, offset) => new DateTimeOffset(new DateTime(ticks), offset))));

    public static readonly Gen<DateTimeOffset> AnyInstant = Gen.Frequency(
        (9, Instant),
        (1, Gen.OneOf(
            DateTimeOffset.MinValue,
            DateTimeOffset.MaxValue,
            DateTimeOffset.UnixEpoch,
            new DateTimeOffset(1, 1, 2, 0, 0, 0, TimeSpan.FromHours(14)))));

    public static readonly Gen<DateTime> Date = Gen.Select(
        AnyInstant, Gen.Enum<DateTimeKind>(), (instant, kind) => DateTime.SpecifyKind(instant.DateTime, kind));

    public static readonly Gen<TimeSpan> Duration = Gen.OneOf(
        Gen.OneOf(TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, new TimeSpan(1, 2, 3, 4, 5)),
        Gen.TimeSpan,
        Gen.Int.Select(ms => TimeSpan.FromMilliseconds(ms)));

    static readonly string[] Known =
    [
        "yyyy-MM-dd HH:mm:ss.fff zzz", "HH:mm:ss", "HH:mm:ss.fff", "yyyy-MM-ddTHH:mm:ss.fffffffK",
        "o", "O", "s", "u", "r", "R", "d", "D", "f", "F", "g", "G", "t", "T", "m", "y", "Y", "U",
        "ffffff", "ff", "ss.ff.ff", "ss.ff''fff", "ss.fff'f'", "ss.FFF", "ss.fffFFFF", "MMMM fff dd", "dd MMMM fff", "h:mm:ss.fff tt",
        "yyyy 'f' HH:mm:ss.fff", "'fff'", "\\f.fff", "%f", "%F",
        "HH 'h' mm é fff", "gg yyyy fff", "ddd dd MMM yyyy", "Kfff", "zzzfff", "fff1234567",
    ];

    static readonly string[] Malformed = ["%", "'", "\\", "ffffffff", "x", "HH:mm '", "Q", "%%"];

    static readonly Gen<string> Composed = Gen.OneOf(
        "yyyy", "MM", "MMM", "MMMM", "dd", "ddd", "d", "HH", "h", "mm", "ss", "ss.fff", "f", "fff", "fffffff", "F", "FFF", "K", "zzz", "z",
        "tt", " ", "/", ":", "\\f", "\\F", "''", "\"f\"", "%f", "é", "T", "-", ".", "g", "1")
        .Array[2, 6].Select(string.Concat);

    public static readonly Gen<string?> Format = Gen.Frequency<string?>(
        (3, Gen.Const((string?)null)), (24, Gen.OneOf<string?>(Known)), (10, Composed), (1, Gen.OneOf<string?>(Malformed)));
}
