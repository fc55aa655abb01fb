using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Checks;

/// <summary>Range checks that several rooms need. Each message names the parameter or option that is wrong.</summary>
static class Check
{
    /// <summary>Longer times are mistakes: seconds that were meant, and days that were written.</summary>
    static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    public static void Level(LogEventLevel level, [CallerArgumentExpression(nameof(level))] string? name = null) =>
        Defined(level is >= LogEventLevel.Verbose and <= LogEventLevel.Fatal, level, "is not a level", name);

    /// <summary>Checks that a value is one of its enum.</summary>
    /// <param name="isDefined">Whether it is one. The caller compares, since the reflection on enums takes long at the start.</param>
    /// <param name="value">The value.</param>
    /// <param name="message">What the value is not. The message goes on with the values that are allowed.</param>
    /// <param name="name">The parameter or option.</param>
    public static void Defined(bool isDefined, Enum value, string message, string? name)
    {
        if (isDefined) return;
        throw new ArgumentOutOfRangeException(name, value, $"{message}; allowed are {string.Join(", ", Enum.GetNames(value.GetType()))}");
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

    /// <summary>Checks that a time is zero or more, and less than a day.</summary>
    /// <param name="value">The time.</param>
    /// <param name="name">The option.</param>
    /// <param name="noLimit">How the option is written for no limit, for the message; null = there is always a limit.</param>
    public static void NotNegative(TimeSpan value, string name, string? noLimit = null) =>
        Time(value, TimeSpan.Zero, "must not be negative", name, noLimit);

    /// <summary>Checks that a time is more than zero, and less than a day.</summary>
    /// <inheritdoc cref="NotNegative" path="/param"/>
    public static void Positive(TimeSpan value, string name, string? noLimit = null) =>
        Time(value, TimeSpan.FromTicks(1), "must be more than zero", name, noLimit);

    static void Time(TimeSpan value, TimeSpan least, string message, string name, string? noLimit)
    {
        if (value < least)
        {
            if (value == Timeout.InfiniteTimeSpan) message = $"{message}; {InsteadOfInfinite(noLimit)}";
            throw new ArgumentOutOfRangeException(name, value, message);
        }
        if (value < LongestTime) return;
        throw new ArgumentOutOfRangeException(name, value, "must be less than a day");
    }

    static string InsteadOfInfinite(string? noLimit) => noLimit is null
        ? "Timeout.InfiniteTimeSpan is not allowed, a time less than a day is needed"
        : $"for no limit, use {noLimit} instead of Timeout.InfiniteTimeSpan";
}
