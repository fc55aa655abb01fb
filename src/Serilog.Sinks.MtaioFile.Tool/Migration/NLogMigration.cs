using System.Text.Json.Nodes;
using System.Xml.Linq;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes settings of Serilog of a configuration of NLog.</summary>
sealed class NLogMigration(XElement nlog, Losses losses)
{
    static readonly string[] OfWhole =
        ["throwExceptions", "throwConfigExceptions", "internalLogLevel", "internalLogFile", "internalLogToConsole"];

    static readonly string[] Known = ["variable", "targets", "rules", "include"];

    readonly Dictionary<string, string> _variables = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, List<XElement>> _files = new(StringComparer.OrdinalIgnoreCase);

    public JsonObject Migrate()
    {
        ReadVariables();
        ReadTargets();
        var rules = new NLogRules(nlog, losses);
        var sinks = new JsonArray();
        foreach (var (name, files) in _files)
        {
            if (rules.LevelOf(name) is not { } level)
            {
                losses.Add(files[0], $"no rule writes to the target {name}; it is left out");
                continue;
            }
            foreach (var file in files) sinks.Add(Sink(file, level, rules.Lowest));
        }
        AddLeftOut();
        var logger = new JsonObject { ["Using"] = new JsonArray("Serilog.Sinks.MtaioFile") };
        if (rules.Minimum is { } minimum) logger["MinimumLevel"] = minimum;
        logger["WriteTo"] = sinks;
        return new JsonObject { ["Serilog"] = logger };
    }

    JsonObject Sink(XElement file, LogEventLevel level, LogEventLevel lowest)
    {
        var values = new XmlValues(file);
        var targets = file.Ancestors().First(a => XmlValues.Is(a, "targets"));
        foreach (var defaults in XmlValues.Children(targets, "default-target-parameters"))
        {
            if (NLogTarget.IsFile(defaults)) values.AddDefaults(new XmlValues(defaults));
        }
        var wrappers = file.Parent == targets
            ? XmlValues.Children(targets, "default-wrapper").Take(1) : file.Ancestors().TakeWhile(a => a != targets);
        var sink = new NLogTarget(file, values, _variables, losses).Convert(wrappers);
        if (level > lowest) sink.Level = level.ToString();
        return sink.ToJson();
    }

    void ReadVariables()
    {
        foreach (var variable in XmlValues.Children(nlog, "variable"))
        {
            if (XmlValues.Attribute(variable, "name") is { } name)
                _variables[name] = XmlValues.Attribute(variable, "value") ?? variable.Value;
        }
    }

    void ReadTargets()
    {
        foreach (var target in XmlValues.Children(nlog, "targets").Elements().Where(IsTarget))
        {
            List<XElement> files = [.. target.DescendantsAndSelf().Where(t => IsTarget(t) && NLogTarget.IsFile(t))];
            var name = XmlValues.Attribute(target, "name") ?? "";
            if (files.Count > 0) _files[name] = files;
            else losses.Add(target, $"the target {name} of the type {NLogTarget.TypeOf(target)} is no file; add a sink of another package");
        }
    }

    void AddLeftOut()
    {
        foreach (var attribute in nlog.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            var name = attribute.Name.LocalName;
            if (string.Equals(name, "autoReload", StringComparison.OrdinalIgnoreCase)) LoseReload(attribute);
            else if (!IsDefault(attribute)) losses.Add(attribute, $"{name}=\"{attribute.Value}\" is not carried over");
        }
        foreach (var attribute in XmlValues.Children(nlog, "targets", "rules").Attributes().Where(a => !a.IsNamespaceDeclaration))
            losses.Add(attribute, $"{attribute.Name.LocalName}=\"{attribute.Value}\" is not carried over{RemedyFor(attribute)}");
        foreach (var element in nlog.Elements().Where(e => !Known.Contains(e.Name.LocalName, StringComparer.OrdinalIgnoreCase)))
            losses.Add(element, $"{element.Name.LocalName} is not carried over");
        foreach (var include in XmlValues.Children(nlog, "include"))
            losses.Add(include, $"the included file {XmlValues.Attribute(include, "file")} is not read; migrate it by itself");
    }

    static string RemedyFor(XAttribute attribute) =>
        string.Equals(attribute.Name.LocalName, "async", StringComparison.OrdinalIgnoreCase) ? $": {NLogTarget.FullQueue}" : "";

    /// <summary>What NLog says about itself is off here too, unless it is switched on.</summary>
    static bool IsDefault(XAttribute attribute) =>
        string.Equals(attribute.Name.LocalName, "schemaLocation", StringComparison.OrdinalIgnoreCase)
        || OfWhole.Contains(attribute.Name.LocalName, StringComparer.OrdinalIgnoreCase)
        && attribute.Value.ToUpperInvariant() is "FALSE" or "OFF";

    void LoseReload(XAttribute attribute)
    {
        if (string.Equals(attribute.Value, "true", StringComparison.OrdinalIgnoreCase))
            losses.Add(attribute, "autoReload is not carried over: only levels change while the program runs");
    }

    static bool IsTarget(XElement element) => XmlValues.Is(element, "target") || XmlValues.Is(element, "wrapper-target");
}
