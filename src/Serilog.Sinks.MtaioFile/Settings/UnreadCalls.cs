using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>
/// Finds calls of this library's methods that no logger makes, because the name is misspelt or because nobody reads the place.
/// </summary>
[RequiresUnreferencedCode("Looks for methods in all assemblies.")]
sealed class UnreadCalls(IReadOnlyDictionary<string, SettingsTable> tables, SettingsMistakes mistakes)
{
    const string Name = "Name";

    /// <summary>Sections of a logger that are lists of other methods, or hold no calls; all others may be loggers of their own.</summary>
    static readonly string[] WithoutSinks =
        ["MinimumLevel", "Properties", "LevelSwitches", "FilterSwitches", "Using", "Filter", "Destructure"];

    public void Find(IConfiguration configuration, IReadOnlyCollection<IConfiguration> loggers)
    {
        foreach (var logger in loggers) InLogger(logger);
        if (loggers.Contains(configuration)) return;
        var read = string.Join(" and ", loggers.OfType<IConfigurationSection>().Select(l => l.Path));
        foreach (var child in configuration.GetChildren().Where(c => c.Value is null && (Directive.Is(c.Key) || IsMisspelt(c))))
            InUnreadPlace(child, $"is not inside {read}, so nobody reads it");
    }

    void InLogger(IConfiguration logger)
    {
        foreach (var child in logger.GetChildren())
        {
            if (Directive.Is(child.Key))
            {
                InDirective(child);
            }
            else if (WithoutSinks.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                InUnreadPlace(child, $"is inside {child.Key}, which calls no such method; write it inside WriteTo");
            }
            else if (child.Value is null && !Directive.AnyIn(child))
            {
                var meant = Directive.NearTo(child.Key) is { } near ? $"; did you mean {near}?" : "";
                InUnreadPlace(child, $"is inside {child.Key}, which nobody reads{meant}");
            }
        }
    }

    void InDirective(IConfigurationSection directive)
    {
        if (directive.Value is { } text && (tables.ContainsKey(text) || Meant(text) is not null))
            mistakes.Add(directive.Path, text, "is one value; write a list, [ { \"Name\": … } ]", directive.Key);
        foreach (var element in directive.GetChildren())
        {
            if (SinkSection.NameIn(element) is { } name) CheckName(element, name, directive.Key);
            InElement(element);
        }
    }

    void CheckName(IConfigurationSection element, string name, string directive)
    {
        if (Meant(name) is { } meant)
        {
            AddName(element, name, $"is not a method; did you mean {meant}?");
        }
        else if (tables.TryGetValue(name, out var table) && !table.Directives.Contains(directive, StringComparer.OrdinalIgnoreCase))
        {
            AddName(element, name, $"is not a method of {directive}; write it inside {string.Join(" or ", table.Directives)}");
        }
    }

    void InElement(IConfigurationSection element)
    {
        var isOwn = SinkSection.NameIn(element) is { } name && tables.ContainsKey(name);
        foreach (var child in element.GetChildren())
        {
            if (child.Key.Equals("Args", StringComparison.OrdinalIgnoreCase)) InArguments(child);
            else if (!isOwn) InUnreadPlace(child, $"is inside {child.Key}, which nobody reads; write it inside Args");
        }
    }

    /// <summary>The arguments of any method, which may be loggers and lists of calls; what else they are, nobody knows.</summary>
    void InArguments(IConfigurationSection args)
    {
        foreach (var argument in args.GetChildren().Where(a => a.Value is null))
        {
            if (Directive.AnyIn(argument)) InLogger(argument);
            foreach (var element in argument.GetChildren())
            {
                if (Directive.NearTo(element.Key) is { } near)
                {
                    InUnreadPlace(element, $"is inside {element.Key}, which nobody reads; did you mean {near}?");
                }
                else if (element.GetSection(Name).Value is { } name && IsCall(element))
                {
                    if (Meant(name) is { } meant) AddName(element, name, $"is not a method; did you mean {meant}?");
                    InElement(element);
                }
            }
        }
    }

    /// <summary>Any object with a name of ours and arguments is meant to be a call.</summary>
    void InUnreadPlace(IConfigurationSection place, string reason)
    {
        foreach (var child in place.GetChildren().Where(c => c.Value is null))
        {
            if (child.GetSection(Name).Value is { } name && IsCall(child) && (tables.ContainsKey(name) || Meant(name) is not null))
                AddName(child, name, reason);
            else InUnreadPlace(child, reason);
        }
    }

    static bool IsMisspelt(IConfigurationSection section) => Directive.NearTo(section.Key) is not null && !Directive.AnyIn(section);

    static bool IsCall(IConfigurationSection element) => element.GetSection("Args").GetChildren().Any();

    string? Meant(string name) => CallName.Meant(name, [.. tables.Keys]);

    void AddName(IConfigurationSection element, string name, string remedy) =>
        mistakes.Add(element.Value is null ? $"{element.Path}:{Name}" : element.Path, name, remedy, Name);
}
