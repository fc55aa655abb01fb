using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Serilog.Configuration;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Reads the Args of one sink strictly: each name, each shape and each value is known, or it is a mistake.</summary>
[RequiresUnreferencedCode("Finds types by their names.")]
sealed class SectionReader(SettingsTable table, UnknownNames unknown, SettingsMistakes mistakes)
{
    const string Type = "type";

    /// <summary>The method that accepts what Serilog.Sinks.File accepts.</summary>
    const string LikeSerilogFile = "MtaioRollingFile";

    static readonly (string Name, string By)[] Replaced =
        [("outputTemplate", "formatter"), ("formatProvider", "formatter"), ("restrictedToMinimumLevel", "levelSwitch")];

    readonly List<GivenSetting> _given = [];

    public IReadOnlyList<GivenSetting> Read(SinkSection sink)
    {
        foreach (var child in sink.Section.GetChildren().Where(c => !IsAny(c.Key, "Name", "Args")))
        {
            mistakes.Add(child.Path, SinkSection.Text(child), UnknownNames.BesideArgs(table, child.Key), child.Key);
        }
        if (sink.Args.Value is { } text) mistakes.Add(sink.Args.Path, text, "is one value; write an object, \"Args\": { … }", "Args");
        ReadPlace(sink.Args, SettingsTable.Args);
        foreach (var missing in table.In(SettingsTable.Args).Where(s => s.IsRequired && !IsGiven(SettingsTable.Args, s)))
        {
            var path = sink.Args.GetSection(missing.Key);
            if (!path.Exists() && path.Value is null)
                mistakes.Add(path.Path, value: null, $"is missing; {table.Method} needs it", missing.Name);
        }
        ReadReplaced();
        return _given;
    }

    void ReadPlace(IConfigurationSection section, string place)
    {
        foreach (var child in section.GetChildren())
        {
            var name = child.Key;
            if (SinkSection.IsIndex(name))
            {
                mistakes.Add(child.Path, SinkSection.Text(child), "is an element of a list; write an object with names", name);
            }
            else if (table.Resolve(place, name) is var (home, setting))
            {
                ReadSetting(child, home, setting);
            }
            else
            {
                mistakes.Add(child.Path, SinkSection.Text(child), unknown.Remedy(table, place, name), name);
            }
        }
    }

    void ReadSetting(IConfigurationSection section, string place, Setting setting)
    {
        var inner = SettingsTable.Inside(place, setting.Key);
        try
        {
            if (section.Value is not null && section.GetChildren().Any()) throw new FormatException("is a value and an object at once");
            if (section.Value is null && table.IsPlace(inner)) ReadPlace(section, inner);
            else AddValue(section, place, setting, Value(section, setting));
        }
        catch (FormatException ex) when (ex is UnknownTypeException or MissingKeyException && !mistakes.HasTypes)
        {
            mistakes.AddUnchecked(section.Path, SinkSection.Text(section), setting.Name);
            Add(new GivenSetting(place, setting, section.Path, SinkSection.Text(section), Value: null) { IsElsewhere = true });
        }
        catch (Exception ex) when (ex is FormatException or TargetInvocationException)
        {
            var reason = ex.InnerException is { } cause && ex is TargetInvocationException ? cause.Message : ex.Message;
            mistakes.Add(section.Path, SinkSection.Text(section), reason, setting.Name);
        }
    }

    void AddValue(IConfigurationSection section, string place, Setting setting, object? value) =>
        Add(new GivenSetting(place, setting, section.Path, SinkSection.Text(section) ?? TextList.TextOf(value), value)
        {
            Content = section.Value is null ? SinkSection.Everything(section) : [],
        });

    void Add(GivenSetting given)
    {
        // A parameter and an option of one name mean the same.
        var other = _given.Find(g => g.Setting.IsNamed(given.Setting.Name));
        if (other is null || !IsSame(other, given.Place, given.Setting)) _given.Add(given);
        if (other is not null && !Equals(other.Value, given.Value))
            mistakes.Add(given.Path, given.Text, $"differs from {other.Path} = \"{other.Text}\"; write one of them", given.Setting.Name);
    }

    static object? Value(IConfigurationSection section, Setting setting)
    {
        if (TextList.IsTypeOf(setting)) return TextList.Read(section, setting);
        if (SinkSection.Text(section) is { } text) return ValueText.Parse(setting, text);
        var children = section.GetChildren().ToList();
        var type = setting.ValueType;
        if (type == typeof(Action<LoggerSinkConfiguration>))
            return children.Count > 0 ? null : throw new FormatException("is empty; write a list of sinks, [ { \"Name\": … } ]");
        if (children.Count == 0) return setting.AllowsNull ? null : throw new FormatException(ValueText.Empty(setting));
        if (children.Exists(c => SinkSection.IsIndex(c.Key))) throw new FormatException("is a list; write one value");
        var named = children.Find(c => IsAny(c.Key, Type, "$type"));
        var isObject = (type.IsInterface || type.IsClass) && type != typeof(string) && type != typeof(Core.LoggingLevelSwitch);
        if (!isObject) throw new FormatException("is an object; write one value");
        if (named?.Value is null)
            throw new FormatException("is an object without a type; write { \"type\": \"Namespace.Type, Assembly\" }");
        return ObjectSection.Create(type, named.Value, children.Where(c => c != named));
    }

    /// <summary>A formatter replaces the template and the culture, a level switch the level.</summary>
    void ReadReplaced()
    {
        if (string.Equals(table.Method, LikeSerilogFile, StringComparison.Ordinal)) return;
        foreach (var (name, by) in Replaced)
        {
            if (_given.Find(g => g.Setting.IsNamed(by)) is not { HasValue: true } other) continue;
            foreach (var given in _given.Where(g => g.Setting.IsNamed(name)))
                mistakes.Add(given.Path, given.Text, $"has no effect beside {other.Path}; write one of them", given.Setting.Name);
        }
    }

    bool IsGiven(string place, Setting setting) => _given.Exists(g => IsSame(g, place, setting));

    static bool IsSame(GivenSetting given, string place, Setting setting) =>
        given.Setting == setting && string.Equals(given.Place, place, StringComparison.OrdinalIgnoreCase);

    static bool IsAny(string key, params string[] names) => names.Contains(key, StringComparer.OrdinalIgnoreCase);
}
