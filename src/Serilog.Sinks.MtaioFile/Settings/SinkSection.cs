using Microsoft.Extensions.Configuration;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>A section of the configuration that calls one of the library's methods.</summary>
/// <param name="Section">The section, with Name and Args, or with the name as its value.</param>
/// <param name="Method">The name of the method.</param>
/// <param name="IsAudit">Whether it is a child of AuditTo.</param>
sealed record SinkSection(IConfigurationSection Section, string Method, bool IsAudit)
{
    const string AuditTo = "AuditTo";

    static readonly string[] Directives = ["WriteTo", AuditTo, "Enrich", "configure"];

    public IConfigurationSection Args => Section.GetSection("Args");

    /// <summary>All such sections, at any depth.</summary>
    public static IEnumerable<SinkSection> In(IConfiguration configuration, ICollection<string> methods, string key = "")
    {
        foreach (var child in configuration.GetChildren())
        {
            var isAudit = string.Equals(key, AuditTo, StringComparison.OrdinalIgnoreCase);
            var isPlain = Directives.Contains(key, StringComparer.OrdinalIgnoreCase);
            var name = isPlain && child.Value is not null ? child.Value : child.GetSection("Name").Value;
            if (name is not null && methods.Contains(name)) yield return new SinkSection(child, name, isAudit);
            foreach (var inner in In(child, methods, child.Key)) yield return inner;
        }
    }

    /// <summary>Whether a call with these values can be the call of this section.</summary>
    public bool Has(IEnumerable<KeyValuePair<string, object?>> values) =>
        values.Where(v => v.Value is null or string)
            .All(v => string.Equals(Text(Args.GetSection(v.Key)), (string?)v.Value, StringComparison.Ordinal));

    /// <summary>Everything in Args, to compare sections.</summary>
    public IEnumerable<string> Everything() =>
        Args.AsEnumerable(makePathsRelative: true).Select(p => $"{p.Key.ToUpperInvariant()}={p.Value}").Order(StringComparer.Ordinal);

    /// <summary>The value of a section, with its environment variables expanded as Serilog.Settings.Configuration expands them.</summary>
    public static string? Text(IConfigurationSection section) =>
        section.Value is { } value ? Environment.ExpandEnvironmentVariables(value) : null;
}
