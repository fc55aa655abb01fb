using Serilog.Configuration;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>A setting that the configuration gives, with its value and its path in the configuration.</summary>
sealed record GivenSetting(string Place, Setting Setting, string Path, string? Text, object? Value)
{
    /// <summary>Whether only another program has the type of the value, which is null here.</summary>
    public bool IsElsewhere { get; init; }

    public bool HasValue => Value is not null || IsElsewhere;

    /// <summary>Everything below the path of an object that is not a value, without regard to the case of names.</summary>
    public IReadOnlyList<string> Content { get; init; } = [];

    /// <summary>Whether both give one setting the same value, however they spell it.</summary>
    public bool Means(GivenSetting other) =>
        Setting == other.Setting && string.Equals(Place, other.Place, StringComparison.OrdinalIgnoreCase) && HasValueOf(other);

    bool HasValueOf(GivenSetting other)
    {
        if (Setting.Type == typeof(Action<LoggerSinkConfiguration>)) return HasContentOf(other);
        if (Value is IReadOnlyList<string> texts && other.Value is IReadOnlyList<string> others)
            return texts.SequenceEqual(others, StringComparer.Ordinal);
        return Equals(Value, other.Value) || (Value?.GetType() == other.Value?.GetType() && !Setting.IsPlain && HasContentOf(other));
    }

    bool HasContentOf(GivenSetting other) =>
        string.Equals(Text, other.Text, StringComparison.Ordinal) && Content.SequenceEqual(other.Content, StringComparer.Ordinal);
}
