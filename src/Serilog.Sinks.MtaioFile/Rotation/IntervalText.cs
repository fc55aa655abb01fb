using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>
/// The texts of intervals. Each interval has one text that is written, and reading it gives the interval back. Other texts are read too.
/// </summary>
static class IntervalText
{
    /// <summary>The mistake of a text that is nothing like an interval.</summary>
    public const string Unknown = "is not an interval; " + Allowed;

    /// <summary>What is right, for messages.</summary>
    public const string Allowed =
        "allowed are None, Minute, Hour, Day, Week, Month, Year, a weekday such as Sunday, minutes or hours such as 15m or 6h, "
        + "and from Day on with a time, such as Day 03:00";

    const string WrittenTime = "HH:mm";

    /// <summary>Longer numbers are too large in any unit.</summary>
    const int MostDigits = 6;

    static readonly string[] ReadableTimes = [WrittenTime, "H:mm"];

    static readonly Dictionary<string, RotationInterval> Written = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(RotationInterval.None)] = RotationInterval.None,
        [nameof(RotationInterval.Minute)] = RotationInterval.Minute,
        [nameof(RotationInterval.Hour)] = RotationInterval.Hour,
        [nameof(RotationInterval.Day)] = RotationInterval.Day,
        [nameof(RotationInterval.Week)] = RotationInterval.Week,
        [nameof(RotationInterval.Month)] = RotationInterval.Month,
        [nameof(RotationInterval.Year)] = RotationInterval.Year,
    };

    static readonly Dictionary<string, RotationInterval> Readable = new(
        Written.Concat(Enum.GetValues<DayOfWeek>().Select(d => KeyValuePair.Create(d.ToString(), RotationInterval.On(d))))
            // Serilog.Sinks.File has this name for None.
            .Append(KeyValuePair.Create("Infinite", RotationInterval.None)),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that are read.</summary>
    public static IReadOnlyCollection<string> Names => Readable.Keys;

    public static string Of(RotationInterval interval)
    {
        var plain = interval.Unit < IntervalUnit.Day ? interval : interval.At(TimeOnly.MinValue);
        var name = Written.FirstOrDefault(n => n.Value == plain).Key
            ?? (plain.Unit == IntervalUnit.Week ? plain.FirstDay.ToString() : DayParts.TextOf(plain.Length));
        return interval == plain ? name : $"{name} {interval.Time.ToString(WrittenTime, CultureInfo.InvariantCulture)}";
    }

    /// <summary>Reads a text.</summary>
    /// <returns>What is wrong and what would be right; null when the text is an interval.</returns>
    public static string? MistakeIn(string text, out RotationInterval interval)
    {
        interval = RotationInterval.None;
        var words = text.Trim().Split(' ', 2);
        if (!Readable.TryGetValue(words[0], out var read))
        {
            if (LengthIn(words[0]) is not { } length) return Unknown;
            if (DayParts.MistakeIn(length) is { } mistake) return mistake;
            read = RotationInterval.Every(length);
        }
        if (words is [var name, var time])
        {
            if (read.Unit < IntervalUnit.Day) return $"has a time, which only Day and longer intervals can have; write {name}";
            if (!TimeOnly.TryParseExact(time, ReadableTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var timeOfDay))
                return $"has a time that is not one; write hours and minutes, such as {name} 03:00";
            read = read.At(timeOfDay);
        }
        interval = read;
        return null;
    }

    static TimeSpan? LengthIn(string text)
    {
        if (text.Length is < 2 or > MostDigits + 1) return null;
        if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return text[^1] switch
        {
            'm' or 'M' => TimeSpan.FromMinutes(number),
            'h' or 'H' => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
