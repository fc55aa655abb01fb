using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// How often a file is rotated by time, in local time or, with <see cref="RotationOptions.UseUtc"/>, in UTC. A text gives the same value in
/// settings: <c>None</c>, <c>15m</c>, <c>6h</c>, <c>Day</c>, <c>Day 03:00</c>, <c>Sunday 03:00</c>, <c>Month</c>. The default value is
/// <see cref="None"/>.
/// </summary>
[TypeConverter(typeof(RotationIntervalConverter))]
public readonly record struct RotationInterval : IParsable<RotationInterval>
{
    RotationInterval(IntervalUnit unit) => Unit = unit;

    /// <summary>The file is not rotated by time. Its texts are <c>None</c> and <c>Infinite</c>.</summary>
    public static RotationInterval None => default;

    /// <summary>A new file each minute.</summary>
    public static RotationInterval Minute => Every(TimeSpan.FromMinutes(1));

    /// <summary>A new file each hour.</summary>
    public static RotationInterval Hour => Every(TimeSpan.FromHours(1));

    /// <summary>A new file each day, at midnight or at the time of <see cref="At"/>.</summary>
    public static RotationInterval Day => new(IntervalUnit.Day);

    /// <summary>A new file each week, on Monday (ISO 8601). It is the same value as <see cref="On"/> gives for Monday.</summary>
    public static RotationInterval Week => On(DayOfWeek.Monday);

    /// <summary>A new file each month, on the first day.</summary>
    public static RotationInterval Month => new(IntervalUnit.Month);

    /// <summary>A new file each year, on the first day.</summary>
    public static RotationInterval Year => new(IntervalUnit.Year);

    internal IntervalUnit Unit { get; }

    /// <summary>Whether it is <see cref="None"/>. A comparison of two intervals takes long when a process makes its first one.</summary>
    internal bool IsNone => Unit == IntervalUnit.None;

    /// <summary>The length of a period of minutes or hours.</summary>
    internal TimeSpan Length { get; private init; }

    /// <summary>The first day of a week.</summary>
    internal DayOfWeek FirstDay { get; private init; }

    /// <summary>The time at which a period of days begins.</summary>
    internal TimeOnly Time { get; private init; }

    /// <summary>
    /// A new file after a number of minutes or hours, counted from midnight. The length must divide a day, so that the times are the same
    /// each day.
    /// </summary>
    /// <param name="length">The length, from a minute to a day, in whole minutes; a day is <see cref="Day"/>.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The length does not divide a day into whole minutes; the message names the nearest lengths that do.
    /// </exception>
    public static RotationInterval Every(TimeSpan length)
    {
        if (DayParts.MistakeIn(length) is { } mistake) throw new ArgumentOutOfRangeException(nameof(length), length, mistake);
        return length == DayParts.WholeDay ? Day : new RotationInterval(IntervalUnit.Time) { Length = length };
    }

    /// <summary>A new file each week, on this day.</summary>
    /// <param name="day">The day of the week.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a day of the week.</exception>
    public static RotationInterval On(DayOfWeek day)
    {
        if (!Enum.IsDefined(day)) throw new ArgumentOutOfRangeException(nameof(day), day, "is not a day of the week");
        return new RotationInterval(IntervalUnit.Week) { FirstDay = day };
    }

    /// <summary>Reads the text of an interval, in any case of letters.</summary>
    /// <param name="text">The text, such as <c>6h</c> or <c>Day 03:00</c>.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="FormatException">The text is not an interval; the message says what would be right.</exception>
    public static RotationInterval Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IntervalText.MistakeIn(text, out var read) is { } mistake ? throw new FormatException($"\"{text}\" {mistake}") : read;
    }

    /// <summary>Reads the text of an interval, in any case of letters.</summary>
    /// <param name="text">The text, such as <c>6h</c> or <c>Day 03:00</c>.</param>
    /// <param name="interval">The interval; <see cref="None"/> if the text is not an interval.</param>
    /// <returns>Whether the text is an interval.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out RotationInterval interval)
    {
        interval = None;
        return text is not null && IntervalText.MistakeIn(text, out interval) is null;
    }

    static RotationInterval IParsable<RotationInterval>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<RotationInterval>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out RotationInterval result) =>
        TryParse(s, out result);

    /// <summary>The same interval, with periods that begin at this time of day.</summary>
    /// <param name="time">The time of day, in whole minutes.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time has seconds.</exception>
    /// <exception cref="InvalidOperationException">The interval is <see cref="None"/>, or shorter than a day.</exception>
    public RotationInterval At(TimeOnly time)
    {
        if (Unit < IntervalUnit.Day) throw new InvalidOperationException($"{this} has no time of day; Day and longer intervals have one");
        if (time.Ticks % TimeSpan.TicksPerMinute != 0)
            throw new ArgumentOutOfRangeException(nameof(time), time, "has seconds; give hours and minutes alone");
        return this with { Time = time };
    }

    /// <summary>The text of the interval, which <see cref="Parse"/> reads.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IntervalText.Of(this);
}
