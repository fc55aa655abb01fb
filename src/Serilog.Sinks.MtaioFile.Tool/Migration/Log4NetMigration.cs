using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes settings of Serilog of a configuration of log4net.</summary>
sealed class Log4NetMigration(XElement log4net, Losses losses)
{
    public JsonObject Migrate()
    {
        var references = log4net.Descendants().Where(e => XmlValues.Is(e, "appender-ref"))
            .Select(e => XmlValues.Attribute(e, "ref") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var sinks = new JsonArray();
        AddLeftOut();
        foreach (var appender in XmlValues.Children(log4net, "appender"))
        {
            var name = XmlValues.Attribute(appender, "name") ?? "";
            var type = Log4NetAppender.TypeOf(appender);
            if (XmlValues.Children(appender, "appender-ref").Any())
                losses.Add(appender, $"{type} is left out: each sink here has a queue");
            else if (!Log4NetAppender.IsFile(appender))
                losses.Add(appender, $"the appender {name} of the type {type} is no file; add a sink of another package");
            else if (!references.Contains(name))
                losses.Add(appender, $"no logger refers to the appender {name}; it is left out");
            else sinks.Add(new Log4NetAppender(appender, losses).Convert().ToJson());
        }
        var logger = new JsonObject { ["Using"] = new JsonArray("Serilog.Sinks.MtaioFile") };
        if (MinimumLevel() is { } minimum) logger["MinimumLevel"] = minimum;
        logger["WriteTo"] = sinks;
        return new JsonObject { ["Serilog"] = logger };
    }

    void AddLeftOut()
    {
        foreach (var attribute in log4net.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            var isDefault = (attribute.Name.LocalName.ToUpperInvariant(), attribute.Value.ToUpperInvariant())
                is ("DEBUG", "FALSE") or ("UPDATE", "MERGE") or ("THRESHOLD", "ALL") or ("NAME" or "TYPE" or "SCHEMALOCATION", _);
            if (!isDefault) losses.Add(attribute, $"{attribute.Name.LocalName}=\"{attribute.Value}\" is not carried over");
        }
        string[] known = ["appender", "logger", "category", "root"];
        foreach (var element in log4net.Elements().Where(e => !known.Contains(e.Name.LocalName, StringComparer.OrdinalIgnoreCase)))
            losses.Add(element, $"{element.Name.LocalName} is not carried over");
    }

    JsonNode? MinimumLevel()
    {
        var root = XmlValues.Children(log4net, "root").FirstOrDefault();
        var minimum = root is null ? "Verbose" : LevelOf(root) ?? "Debug";
        var overrides = new JsonObject();
        foreach (var logger in XmlValues.Children(log4net, "logger", "category"))
        {
            var name = XmlValues.Attribute(logger, "name") ?? "";
            if (XmlValues.Children(logger, "appender-ref").Any())
                losses.Add(logger, $"the appenders of the logger {name} get the events of all loggers: use a filter");
            if (XmlValues.Attribute(logger, "additivity") is { } additivity)
                losses.Add(logger, $"additivity=\"{additivity}\" is not carried over: each sink gets each event");
            if (LevelOf(logger) is { } level) overrides[name] = level;
        }
        if (overrides.Count == 0) return minimum;
        return new JsonObject { ["Default"] = minimum, ["Override"] = overrides };
    }

    string? LevelOf(XElement logger)
    {
        if (XmlValues.Children(logger, "level", "priority").FirstOrDefault() is not { } element) return null;
        var word = XmlValues.Attribute(element, "value");
        if (Levels.Of(word) is { } level)
        {
            if (Levels.IsBetween(word)) losses.Add(element, $"the level {word} becomes {level}");
            return level.ToString();
        }
        losses.Add(element, $"the level {word} is not carried over");
        return null;
    }
}
