using System.Buffers;
using System.Globalization;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// How an archive's name gives its stamp: a format of digits with a fixed width, the largest unit first, so that names sort like dates and
/// can be parsed.
/// </summary>
/// <param name="Precision">The smallest unit of the format.</param>
/// <param name="Format">The format, in the letters of .NET.</param>
sealed record StampFormat(StampPrecision Precision, string Format)
{
    static readonly (StampPrecision Precision, string Letters)[] Units =
    [
        (StampPrecision.Year, "yyyy"),
        (StampPrecision.Month, "MM"),
        (StampPrecision.Day, "dd"),
        (StampPrecision.Hour, "HH"),
        (StampPrecision.Minute, "mm"),
    ];

    static readonly SearchValues<char> Separators = SearchValues.Create("-_.");
    static readonly SearchValues<char> StampCharacters = SearchValues.Create("0123456789-_.");

    /// <summary>The formats of a pattern that gives none; the interval decides which one is used.</summary>
    public static IReadOnlyList<StampFormat> Defaults { get; } =
    [
        new(StampPrecision.Day, "yyyy-MM-dd"),
        new(StampPrecision.Hour, "yyyy-MM-dd_HH"),
        new(StampPrecision.Minute, "yyyy-MM-dd_HH-mm"),
    ];

    /// <summary>The format of a precision without separators.</summary>
    public static StampFormat Compact(StampPrecision precision) =>
        new(precision, string.Concat(Units.Where(u => u.Precision <= precision).Select(u => u.Letters)));

    /// <summary>The precision by which two periods of the interval are told apart.</summary>
    public static StampPrecision PrecisionFor(RotationInterval interval)
    {
        if (interval.Unit != IntervalUnit.Time) return StampPrecision.Day;
        return interval.Length.Minutes == 0 ? StampPrecision.Hour : StampPrecision.Minute;
    }

    /// <summary>How precisely the new names of a pattern give the date.</summary>
    /// <param name="formats">The formats of the pattern: none, one, or the defaults, of which the interval decides.</param>
    /// <param name="interval">The interval.</param>
    public static StampPrecision PrecisionOf(IReadOnlyList<StampFormat> formats, RotationInterval interval) => formats switch
    {
        [] => StampPrecision.None,
        [var only] => only.Precision,
        _ => PrecisionFor(interval),
    };

    /// <summary>What is wrong with a format that <see cref="TryRead"/> does not read, and what would be right.</summary>
    public static string MistakeIn(string format) =>
        $"the date format {format} does not sort or cannot be read back; use yyyy, MM, dd, HH and mm in this order";

    /// <summary>
    /// Reads a format that a user has written: the units from the year on, each once, the largest first, with separators between them.
    /// </summary>
    public static StampFormat? TryRead(ReadOnlySpan<char> format)
    {
        var rest = format;
        var precision = StampPrecision.None;
        foreach (var (unit, letters) in Units)
        {
            if (precision != StampPrecision.None) rest = rest.TrimStart("-_.");
            if (!rest.StartsWith(letters, StringComparison.Ordinal)) break;
            rest = rest[letters.Length..];
            precision = unit;
        }
        var isComplete = precision != StampPrecision.None && rest.IsEmpty && !Separators.Contains(format[^1]);
        return isComplete ? new StampFormat(precision, format.ToString()) : null;
    }

    /// <summary>The stamp of a name, cut to a precision.</summary>
    public static DateTime Cut(DateTime stamp, StampPrecision precision)
    {
        var date = new DateTime(stamp.Year, stamp.Month, stamp.Day, 0, 0, 0, DateTimeKind.Unspecified);
        return precision switch
        {
            StampPrecision.Minute => date.AddHours(stamp.Hour).AddMinutes(stamp.Minute),
            StampPrecision.Hour => date.AddHours(stamp.Hour),
            StampPrecision.Day => date,
            StampPrecision.Month => date.AddDays(1 - stamp.Day),
            _ => new DateTime(stamp.Year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
        };
    }

    public string Write(DateTime stamp) => stamp.ToString(Format, CultureInfo.InvariantCulture);

    public bool TryParse(ReadOnlySpan<char> text, out DateTime stamp)
    {
        stamp = default;
        return text.Length == Format.Length && !text.ContainsAnyExcept(StampCharacters)
            && DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out stamp);
    }
}
