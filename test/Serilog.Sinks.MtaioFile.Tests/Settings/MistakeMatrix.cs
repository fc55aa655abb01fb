using Serilog.Configuration;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Settings;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>A wrong name or a wrong value at a place of the Args of a method.</summary>
sealed record Mistake(SettingsTable Table, string Place, string Name, string Json, string Remedy)
{
    public string Path => SettingsTable.Inside(Place, Name);

    /// <summary>Whether an environment variable can make the mistake. Before .NET 9, an empty text removes a variable.</summary>
    public bool IsVariable =>
        Json is not ("null" or "{ }") && (Environment.Version.Major >= 9 || !Json.Contains("\"\"", StringComparison.Ordinal));

    /// <summary>Whether the mistake can be seen without looking for types, members and encodings.</summary>
    public bool IsVisible => Json[0] != '"' || Json == "\"\"" || Table.Find(Place, Name) is not { } setting || HasPattern(setting);

    bool HasPattern(Setting setting) => Table.IsPlace(Path)
        ? !Json.Contains("::", StringComparison.Ordinal)
        : setting.IsPlain || setting.Type == typeof(IReadOnlyList<string>);
}

/// <summary>
/// Mistakes generated from the public methods and options: each name at each place where it does not belong, and for each setting each
/// wrong kind of value. A new parameter or option has its mistakes by itself.
/// </summary>
static class MistakeMatrix
{
    const string OfName = "belongs in|is not a setting of .* have it|is a name of another sink; |is not known; ";
    const string OfValue = "write |allowed are|is empty|is missing; |is not known|belongs in";
    const string Inside = """ [ { "Name": "Logger", "Args": { "configureLogger": { } } } ] """;

    static readonly string[] Anything = ["\"no such thing\"", "\"§::§\"", "[ 1 ]", "{ \"x\": 1 }", "\"\""];

    public static readonly IReadOnlyList<SettingsTable> Tables =
    [
        .. SettingsTable.Of(typeof(MtaioFileLoggerConfigurationExtensions), typeof(MtaioEnrichmentLoggerConfigurationExtensions)).Values,
    ];

    static readonly List<string> Names =
        [.. Tables.SelectMany(t => t.Places.SelectMany(t.In)).Select(s => s.Key).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static IEnumerable<Mistake> All() => Tables.SelectMany(OfTable);

    /// <summary>Mistakes of a table that can be made at once, so that a configuration has many.</summary>
    public static IEnumerable<IReadOnlyList<Mistake>> Rounds(SettingsTable table) =>
        OfTable(table).GroupBy(m => (m.Place, IsName: m.Remedy == OfName)).SelectMany(
            g => g.GroupBy(m => m.Name, StringComparer.Ordinal).SelectMany(n => n.Select((m, round) => (m, round)))
                .GroupBy(m => m.round, m => m.m).Select(r => (IReadOnlyList<Mistake>)[.. r]));

    /// <summary>The Args of a method with mistakes, and with all else that the method needs.</summary>
    public static string Args(IReadOnlyList<Mistake> mistakes, string path)
    {
        var place = mistakes[0].Place;
        var inner = string.Join(", ", mistakes.Select(m => $"\"{m.Name}\": {m.Json}"));
        foreach (var step in place.Split(':', StringSplitOptions.RemoveEmptyEntries).Reverse()) inner = $$""" "{{step}}": { {{inner}} } """;
        return string.Join(", ", Needed(mistakes[0].Table, path, mistakes).Append(inner));
    }

    public static string GoodArgs(SettingsTable table, string path) => string.Join(", ", Needed(table, path, []));

    /// <summary>
    /// Values that Serilog.Settings.Configuration converts before it calls a method, and refuses without a path; the documentation says so.
    /// </summary>
    public static IEnumerable<Mistake> ThrownBySettingsLibrary() =>
        from table in Tables
        from setting in table.In(SettingsTable.Args)
        from json in setting.Type == typeof(LoggingLevelSwitch) ? Anything[..2].Append("\"\"")
            : setting.Type == typeof(Action<LoggerSinkConfiguration>) ? ["\"no such thing\"", "\"\""]
            : IsTextForLibrary(table, setting) ? ["[ 1 ]", "{ \"x\": 1 }"]
            : Array.Empty<string>()
        select new Mistake(table, SettingsTable.Args, setting.Key, json, "");

    static IEnumerable<string> Needed(SettingsTable table, string path, IReadOnlyList<Mistake> mistakes) =>
        table.In(SettingsTable.Args).Where(s => s.IsRequired && !mistakes.Any(m => s.IsNamed(m.Path)))
            .Select(s => $"\"{s.Key}\": {Good(s, path)}");

    /// <summary>A text like <c>Type::Member</c> is meant as it is here, so the parameter of the strict method is a text.</summary>
    static bool IsTextForLibrary(SettingsTable table, Setting setting) =>
        !table.IsFileSink && (setting.Type == typeof(string) || setting.Type == typeof(MtaioHandlerSet));

    static IEnumerable<Mistake> OfTable(SettingsTable table) => table.Places.SelectMany(p => OfNames(table, p).Concat(OfValues(table, p)));

    static IEnumerable<Mistake> OfNames(SettingsTable table, string place) =>
        Names.Where(n => table.Resolve(place, n) is null).Select(n => new Mistake(table, place, n, "1", OfName));

    static IEnumerable<Mistake> OfValues(SettingsTable table, string place) =>
        table.In(place).SelectMany(s => WrongFor(table, place, s).Select(v => new Mistake(table, place, s.Key, v, OfValue)));

    static IEnumerable<string> WrongFor(SettingsTable table, string place, Setting setting)
    {
        if (setting.Type == typeof(LoggingLevelSwitch)) return ["[ 1 ]", "{ \"x\": 1 }"];
        if (setting.Type == typeof(Action<LoggerSinkConfiguration>)) return ["{ }"];
        if (setting.Type == typeof(IReadOnlyList<string>)) return ["\"no such thing\"", "{ \"x\": 1 }", "\"\"", "[ \"\" ]"];
        // Any text that is not empty is a text.
        var wrong = setting.Type == typeof(string) ? Anything[2..] : Anything;
        if (IsTextForLibrary(table, setting)) wrong = [.. wrong.Where(w => w[0] == '"')];
        // A null instead of an object of options cannot be told from an empty object.
        return setting.AllowsNull || table.IsPlace(SettingsTable.Inside(place, setting.Key)) ? wrong : wrong.Append("null");
    }

    static string Good(Setting setting, string path) => setting switch
    {
        _ when setting.Type == typeof(string) => $"\"{path}\"",
        _ when setting.Type == typeof(Action<LoggerSinkConfiguration>) => Inside,
        _ when setting.Type == typeof(MtaioHandlerSet) => $"\"{StaticMembers.NameOf(nameof(StaticMembers.Handlers))}\"",
        _ => throw new NotSupportedException($"{nameof(MistakeMatrix)} has no good value for {setting.Name}: add it"),
    };
}
