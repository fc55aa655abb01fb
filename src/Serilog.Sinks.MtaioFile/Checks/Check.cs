using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Checks;

/// <summary>Range checks that several rooms need. Each message names the parameter or option that is wrong.</summary>
static class Check
{
    /// <summary>Longer times are mistakes: "5" in a configuration file means five days.</summary>
    static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    public static void Level(LogEventLevel level, [CallerArgumentExpression(nameof(level))] string? name = null) =>
        Defined(level, "is not a level", name);

    /// <summary>Checks that a value is one of its enum.</summary>
    public static void Defined<T>(T value, string message, string? name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value)) throw new ArgumentOutOfRangeException(name, value, message);
    }

    /// <summary>Checks a lower bound; null passes.</summary>
    /// <param name="value">The value.</param>
    /// <param name="least">The least value that is allowed.</param>
    /// <param name="name">The parameter or option.</param>
    /// <param name="nullMeaning">What null means, for the message, such as "for no limit"; null = the value cannot be null.</param>
    public static void AtLeast(long? value, long least, string name, string? nullMeaning = null)
    {
        if (value >= least || value is null) return;
        var orNull = nullMeaning is null ? "" : $", or null {nullMeaning}";
        throw new ArgumentOutOfRangeException(name, value, $"must be at least {least}{orNull}");
    }

    public static void NotNegative(TimeSpan value, string name) => Time(value, TimeSpan.Zero, "must not be negative", name);

    public static void Positive(TimeSpan value, string name) => Time(value, TimeSpan.FromTicks(1), "must be more than zero", name);

    static void Time(TimeSpan value, TimeSpan least, string message, string name)
    {
        if (value < least) throw new ArgumentOutOfRangeException(name, value, message);
        if (value < LongestTime) return;
        throw new ArgumentOutOfRangeException(
            name, value, "must be less than a day; in configuration write seconds as \"00:00:05\", as \"5\" means five days");
    }
}
