using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Settings;
using Serilog.Sinks.MtaioFile.Tests.Guards;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>The schema of one value. Its description is the meaning that docs/configuration.md gives.</summary>
static class ValueSchema
{
    /// <summary>A text with environment variables can be anything.</summary>
    const string Variable = "%[^%]+%";
    const string Clock = @"(\d+\.)?([01]?\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?";
    const string TimeOfDay = "([01]?[0-9]|2[0-3]):[0-5][0-9]";
    const string WithUnit = @"\d[\d_]*(\.\d+)? *(ms|s|m|min|h|d)";
    const string Clause = "[ugoa]+=[rwx]*";

    static readonly string Document = Snippets.Read("docs/configuration.md");

    public static JsonObject Of(Setting setting)
    {
        if (setting.Type == typeof(Action<LoggerSinkConfiguration>))
        {
            return new JsonObject
            {
                ["description"] = DescriptionOf(setting),
                ["type"] = Types("array", "object"),
                ["minItems"] = 1,
                ["minProperties"] = 1,
                ["allOf"] = new JsonArray(SettingsSchema.ListOfSinks()),
            };
        }
        var schema = new JsonObject { ["description"] = DescriptionOf(setting) };
        if (DefaultOf(setting) is { } standard) schema["default"] = standard;
        schema["anyOf"] = new JsonArray([.. Forms(setting), .. NullForms(setting)]);
        return schema;
    }

    /// <summary>An object of options, or the name of a static member that has them.</summary>
    public static JsonObject OrNamed(Setting setting, JsonObject schema) => new()
    {
        ["description"] = DescriptionOf(setting),
        ["anyOf"] = new JsonArray([schema, Text("::"), .. NullForms(setting)]),
    };

    public static string DescriptionOf(Setting setting)
    {
        var row = Regex.Match(Document, $@"(?m)^\| `{setting.Name}` \|.*\| (?<meaning>[^|]+) \|$");
        Assert.True(row.Success, $"docs/configuration.md has no row for {setting.Name}");
        return Regex.Replace(row.Groups["meaning"].Value, @"\[([^\]]*)\]\([^)]*\)", "$1").Replace("`", "", StringComparison.Ordinal);
    }

    static IEnumerable<JsonNode> Forms(Setting setting)
    {
        var type = setting.ValueType;
        if (type == typeof(LoggingLevelSwitch)) return [Text(@"\$.+")];
        if (type == typeof(string)) return [Text(@"\S")];
        if (type == typeof(bool)) return [Typed("boolean"), Text("[Tt][Rr][Uu][Ee]", "[Ff][Aa][Ll][Ss][Ee]")];
        if (type == typeof(int) || type == typeof(long)) return [Typed("integer"), Text(NumberPattern(setting))];
        if (type == typeof(TimeSpan))
            return [new JsonObject { ["enum"] = new JsonArray(0) }, Text("0", WithUnit, Clock, "[Ii]nfinite")];
        if (type == typeof(UnixFileMode))
        {
            var part = $"({Clause}|{string.Join('|', Enum.GetNames<UnixFileMode>())})";
            return [Text("0[0-7]{3,4}", $"{part}( *, *{part})*")];
        }
        if (type == typeof(IReadOnlyList<string>))
            return [new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Text(@"\S") }];
        if (type == typeof(RotationInterval)) return [OneOf(IntervalText.Names), Text(IntervalPatterns())];
        if (type.IsEnum) return [OneOf(Enum.GetNames(type)), Text()];
        if (type == typeof(ArchiveCompression))
            return [OneOf(ArchiveCompression.Named.Keys), Text(@"[^.]+\..+"), OfType("type"), OfType("$type")];
        return [Text(@"\S"), OfType("type"), OfType("$type")];
    }

    /// <summary>A name in any case of letters, from Day on with a time; a number of minutes or hours that divides a day.</summary>
    static string[] IntervalPatterns()
    {
        var names = IntervalText.Names.ToLookup(n => RotationInterval.Parse(n).Unit >= IntervalUnit.Day, InAnyCase);
        var minutes = DayParts.All.Select(l => (int)l.TotalMinutes).ToArray();
        var hours = minutes.Where(m => m % 60 == 0).Select(m => m / 60);
        return
        [
            string.Join('|', names[false]),
            $"({string.Join('|', names[true])})( {TimeOfDay})?",
            $"({string.Join('|', minutes)})[Mm]",
            $"({string.Join('|', hours)})[Hh]",
        ];
    }

    static string InAnyCase(string name) => string.Concat(name.Select(c => $"[{char.ToUpperInvariant(c)}{char.ToLowerInvariant(c)}]"));

    static string NumberPattern(Setting setting) =>
        setting.Name.EndsWith("Bytes", StringComparison.Ordinal)
            ? @"-?\d([\d_]*\d)?|\d[\d_]*(\.\d+)? *([KkMmGgTt]([Ii])?)?[Bb]"
            : @"-?\d([\d_]*\d)?";

    static IEnumerable<JsonNode> NullForms(Setting setting) =>
        setting switch
        {
            { AllowsNone: true } => [Typed("null"), OneOf(["none"])],
            { AllowsNull: true } => [Typed("null")],
            _ => [],
        };

    static JsonObject OneOf(IEnumerable<string> names) => new() { ["enum"] = new JsonArray([.. names.Select(n => (JsonNode?)n)]) };

    static JsonObject Typed(string type) => new() { ["type"] = type };

    static JsonObject OfType(string key) => new() { ["type"] = "object", ["required"] = new JsonArray(key) };

    static JsonArray Types(params string[] types) => [.. types.Select(t => (JsonNode?)t)];

    /// <summary>A text that one of the patterns describes; a pattern for a whole value has no anchors yet.</summary>
    static JsonObject Text(params string[] patterns)
    {
        var whole = patterns.Select(p => p is @"\S" or "::" ? p : $"^({p})$").Append(Variable).Distinct();
        return new JsonObject { ["type"] = "string", ["pattern"] = patterns is [@"\S"] ? @"\S" : string.Join('|', whole) };
    }

    static JsonValue? DefaultOf(Setting setting) => setting.Default switch
    {
        bool yes => JsonValue.Create(yes),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        TimeSpan time => JsonValue.Create(time.ToString("c", CultureInfo.InvariantCulture)),
        RotationInterval interval => JsonValue.Create(interval.ToString()),
        ArchiveCompression compression => JsonValue.Create(compression.ToString()),
        Enum value => JsonValue.Create(value.ToString()),
        string text => JsonValue.Create(text),
        _ => null,
    };
}
