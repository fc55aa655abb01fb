using System.Text.Json.Nodes;
using System.Xml.Linq;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>The rules of a configuration of NLog: which levels reach which target.</summary>
sealed class NLogRules
{
    readonly Dictionary<string, LogEventLevel> _levels = new(StringComparer.OrdinalIgnoreCase);
    readonly SortedDictionary<string, string> _overrides = new(StringComparer.Ordinal);
    readonly Losses _losses;

    public NLogRules(XElement nlog, Losses losses)
    {
        _losses = losses;
        foreach (var rule in XmlValues.Children(nlog, "rules").Elements().Where(e => XmlValues.Is(e, "logger"))) Read(rule);
    }

    /// <summary>The lowest level that any target gets.</summary>
    public LogEventLevel Lowest => _levels.Values.DefaultIfEmpty(LogEventLevel.Verbose).Min();

    /// <summary>The minimum level of the logger; null = no rule says one.</summary>
    public JsonNode? Minimum
    {
        get
        {
            if (_levels.Count == 0) return null;
            if (_overrides.Count == 0) return Lowest.ToString();
            var overrides = new JsonObject(_overrides.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)o.Value)));
            return new JsonObject { ["Default"] = Lowest.ToString(), ["Override"] = overrides };
        }
    }

    /// <summary>The lowest level that a target gets; null if no rule writes to it.</summary>
    public LogEventLevel? LevelOf(string target) => _levels.TryGetValue(target, out var level) ? level : null;

    void Read(XElement rule)
    {
        var values = new XmlValues(rule);
        if (string.Equals(values.Take("enabled"), "false", StringComparison.OrdinalIgnoreCase)) return;
        var name = values.Take("name") ?? "*";
        var targets = (values.TakeAny("writeTo", "appendTo") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var (lowest, highest) = LevelsOf(rule, values);
        var isFinal = values.TakeTrue("final");
        if (targets.Length == 0 && isFinal)
        {
            Silence(rule, name, lowest, highest);
            TellLeft(values);
            if (rule.Elements().Any()) _losses.Add(rule, "the filters are not carried over: use a filter of Serilog.Expressions");
            return;
        }
        if (lowest is not { } level) return;
        if (highest is { } limit and < LogEventLevel.Fatal)
            _losses.Add(rule, $"the highest level {limit} is not carried over: a sink has a lowest level only");
        if (!string.Equals(name, "*", StringComparison.Ordinal))
            _losses.Add(rule, $"the loggers {name} are not told from others: use a filter of Serilog.Expressions around the sink");
        if (isFinal) _losses.Add(rule, "final is not carried over: each sink gets each event");
        if (rule.Elements().Any()) _losses.Add(rule, "the filters are not carried over: use a filter of Serilog.Expressions");
        TellLeft(values);
        foreach (var target in targets)
            _levels[target] = _levels.TryGetValue(target, out var known) && known < level ? known : level;
    }

    void TellLeft(XmlValues values)
    {
        foreach (var (other, text, place) in values.Left) _losses.Add(place, $"{other}=\"{text}\" is not carried over");
    }

    /// <summary>A rule without a target that ends the search drops what is in it.</summary>
    void Silence(XElement rule, string name, LogEventLevel? lowest, LogEventLevel? highest)
    {
        var prefix = name.TrimEnd('*').TrimEnd('.');
        if (prefix.Length == 0 || prefix.Contains('*', StringComparison.Ordinal) || lowest is > LogEventLevel.Verbose)
            _losses.Add(rule, $"the rule that drops {name} is not carried over: write an Override inside MinimumLevel");
        else _overrides[prefix] = Levels.Above(highest ?? LogEventLevel.Fatal);
    }

    (LogEventLevel? Lowest, LogEventLevel? Highest) LevelsOf(XElement rule, XmlValues values)
    {
        if ((values.Take("levels") ?? values.Take("level")) is { } list)
        {
            var levels = list.Split(',').Select(w => LevelOf(rule, w)).OfType<LogEventLevel>().Distinct().ToList();
            if (levels.Count == 0) return (null, null);
            var (lowest, highest) = (levels.Min(), levels.Max());
            if (highest - lowest >= levels.Count)
                _losses.Add(rule, $"levels=\"{list}\": the levels between {lowest} and {highest} are written too");
            return (lowest, highest);
        }
        var (least, most) = (values.Take("minlevel"), values.Take("maxlevel"));
        return (least is null ? LogEventLevel.Verbose : LevelOf(rule, least), most is null ? LogEventLevel.Fatal : LevelOf(rule, most));
    }

    /// <summary>The level of a word; null if the word is none, which is told unless it is <c>Off</c>.</summary>
    LogEventLevel? LevelOf(XElement rule, string word)
    {
        var level = Levels.Of(word);
        if (level is null && !string.Equals(word.Trim(), "Off", StringComparison.OrdinalIgnoreCase))
            _losses.Add(rule, $"the level {word} is not known");
        return level;
    }
}
