using Microsoft.Extensions.Configuration;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>A section of the configuration that calls one of the library's methods.</summary>
/// <param name="Section">The section, with Name and Args, or with the name as its value.</param>
/// <param name="Method">The name of the method.</param>
/// <param name="IsAudit">Whether it is a child of AuditTo.</param>
/// <param name="Logger">The section that configures the logger, such as "Serilog".</param>
sealed record SinkSection(IConfigurationSection Section, string Method, bool IsAudit, IConfiguration Logger)
{
    public IConfigurationSection Args => Section.GetSection("Args");

    /// <summary>The path of the section that configures the logger; empty for the whole configuration.</summary>
    public string Root => (Logger as IConfigurationSection)?.Path ?? "";

    /// <summary>All such sections, in all loggers that the configuration has.</summary>
    public static IEnumerable<SinkSection> In(IConfiguration configuration, ICollection<string> methods) =>
        Below(configuration, methods, logger: null);

    /// <summary>
    /// The calls of a logger, which may be at any depth. Values and the elements of lists configure no logger. To look into them would cost
    /// a look at all keys of the configuration for each of them.
    /// </summary>
    static IEnumerable<SinkSection> Below(IConfiguration section, ICollection<string> methods, IConfiguration? logger)
    {
        foreach (var child in section.GetChildren())
        {
            if (Directive.Is(child.Key))
            {
                var isAudit = Directive.AuditTo.Equals(child.Key, StringComparison.OrdinalIgnoreCase);
                foreach (var call in CallsIn(child, methods, isAudit, logger ?? section)) yield return call;
            }
            else if (child.Value is null && !IsIndex(child.Key))
            {
                foreach (var call in Below(child, methods, logger)) yield return call;
            }
        }
    }

    /// <summary>The calls in a list, or in an object with keys of any names. A call may have such lists and loggers in its Args.</summary>
    static IEnumerable<SinkSection> CallsIn(
        IConfigurationSection list, ICollection<string> methods, bool isAudit, IConfiguration logger)
    {
        foreach (var child in list.GetChildren())
        {
            if (NameIn(child) is { } name && methods.Contains(name)) yield return new SinkSection(child, name, isAudit, logger);
            foreach (var argument in child.GetSection("Args").GetChildren().Where(a => a.Value is null))
            {
                foreach (var call in CallsIn(argument, methods, isAudit: false, logger)) yield return call;
                foreach (var call in Below(argument, methods, logger)) yield return call;
            }
        }
    }

    /// <summary>Whether this can be the section of a call.</summary>
    public bool IsCallOf(SinkCall call) =>
        string.Equals(Method, call.Method, StringComparison.Ordinal) && IsAudit == call.IsAudit && Has(call.Values)
        && (call.ArgumentPath is null || call.ArgumentPath.StartsWith($"{Args.Path}:", StringComparison.OrdinalIgnoreCase));

    bool Has(IEnumerable<KeyValuePair<string, object?>> values) =>
        values.Where(v => v.Value is null or string)
            .All(v => string.Equals(Text(Args.GetSection(v.Key)), (string?)v.Value, StringComparison.Ordinal));

    /// <summary>Everything in a section, to compare sections.</summary>
    public static IReadOnlyList<string> Everything(IConfigurationSection section) =>
        [
            .. section.AsEnumerable(makePathsRelative: true).Select(p => $"{p.Key.ToUpperInvariant()}={p.Value}")
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The value of a section, with its environment variables expanded as Serilog.Settings.Configuration expands them.</summary>
    public static string? Text(IConfigurationSection section) =>
        section.Value is { } value ? Environment.ExpandEnvironmentVariables(value) : null;

    /// <summary>The name of the method that an element of a list calls: its value, or its Name.</summary>
    public static string? NameIn(IConfigurationSection element) => element.Value ?? element.GetSection("Name").Value;

    /// <summary>Whether a key is the index of an element of a list.</summary>
    public static bool IsIndex(string key) => key.All(char.IsAsciiDigit);
}
