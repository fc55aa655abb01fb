using System.Text;
using System.Text.Json;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>How a value of each type is written in JSON, and how it is recognised where it arrives.</summary>
sealed record SettingsValue(string Json, Func<object, bool> IsIt)
{
    /// <summary>A level switch named <c>$probe</c> must be declared with this level.</summary>
    public const LogEventLevel SwitchLevel = LogEventLevel.Fatal;

    public const string Switches = """ "LevelSwitches": { "$probe": "Fatal" } """;

    /// <summary>A value that is not the default.</summary>
    public static SettingsValue Of(Type type, string name, object? standard, string folder)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum) return OfEnum(plain, standard);
        return plain switch
        {
            _ when plain == typeof(string) => Exactly(Path.Combine(folder, $"probe-{name}")),
            _ when plain == typeof(bool) => new(standard is true ? "false" : "true", v => v is bool b && b == standard is not true),
            _ when plain == typeof(int) => new("4321", v => v is 4321),
            _ when plain == typeof(long) => new("12345678901", v => v is 12345678901),
            _ when plain == typeof(TimeSpan) => new("\"00:07:31.25\"", v => v is TimeSpan t && t == new TimeSpan(0, 0, 7, 31, 250)),
            _ when plain == typeof(RotationInterval) => new("\"Sunday 03:00\"", v => v is RotationInterval i && $"{i}" == "Sunday 03:00"),
            _ when plain == typeof(IReadOnlyList<string>) =>
                new("""[ "{name}.old.{n}", "probe{date}" ]""", v => v is IReadOnlyList<string> and ["{name}.old.{n}", "probe{date}"]),
            _ when plain == typeof(ArchiveCompression) => new("\"Brotli\"", v => Equals(v, ArchiveCompression.Brotli)),
            _ when plain == typeof(HashChain) => new("\"Plain\"", v => ReferenceEquals(v, HashChain.Plain)),
            _ when plain == typeof(Encoding) => new("\"System.Text.Encoding::Unicode\"", v => Equals(v, Encoding.Unicode)),
            _ when plain == typeof(IFormatProvider) => Static(nameof(StaticMembers.French), StaticMembers.French),
            _ when plain == typeof(TimeProvider) => Static(nameof(StaticMembers.Clock), StaticMembers.Clock),
            _ when plain == typeof(MtaioFileHandle) => Static(nameof(StaticMembers.Handle), StaticMembers.Handle),
            _ when plain == typeof(MtaioFileHooks) => Static(nameof(StaticMembers.Hooks), StaticMembers.Hooks),
            _ when plain == typeof(MtaioHandlerSet) =>
                new($"\"{StaticMembers.NameOf(nameof(StaticMembers.Handlers))}\"", v => ReferenceEquals(v, StaticMembers.Handlers.List)),
            _ when plain == typeof(Action<LoggerSinkConfiguration>) => OfSinks(Path.Combine(folder, $"probe-{name}")),
            _ when plain == typeof(ITextFormatter) => new("\"Serilog.Formatting.Json.JsonFormatter, Serilog\"", v => v is JsonFormatter),
            _ when plain == typeof(LoggingLevelSwitch) => new("\"$probe\"", v => v is LoggingLevelSwitch { MinimumLevel: SwitchLevel }),
            _ => throw new NotSupportedException(
                $"{nameof(SettingsValue)} does not say how a {type} is written in JSON: " +
                $"add it, or {name} cannot be set in appsettings.json"),
        };
    }

    static SettingsValue Exactly(string text) => new(JsonSerializer.Serialize(text), v => v is string s && s == text);

    /// <summary>Sinks within a sink are written like those of the logger; the inner one is known by its path.</summary>
    static SettingsValue OfSinks(string path) =>
        Exactly(path) with { Json = $$"""[ { "Name": "MtaioFile", "Args": { "path": {{JsonSerializer.Serialize(path)}} } } ]""" };

    static SettingsValue Static(string member, object value) => new($"\"{StaticMembers.NameOf(member)}\"", v => ReferenceEquals(v, value));

    static SettingsValue OfEnum(Type type, object? standard)
    {
        // One that no other option has by default.
        object value = type == typeof(LogEventLevel)
            ? LogEventLevel.Error
            : Enum.GetValues(type).Cast<object>().Last(v => !v.Equals(standard));
        return new($"\"{value}\"", value.Equals);
    }
}
