using Microsoft.Extensions.Configuration;
using Serilog.Configuration;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>The sections of a logger that list calls of this library's methods.</summary>
static class Directive
{
    public const string WriteTo = "WriteTo";
    public const string AuditTo = "AuditTo";
    public const string Enrich = "Enrich";

    static readonly string[] All = [WriteTo, AuditTo, Enrich];

    public static bool Is(string key) => All.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The directive that a misspelt key probably means.</summary>
    public static string? NearTo(string key) => Is(key) ? null : NearMiss.Of(key, All);

    public static bool AnyIn(IConfiguration section) => section.GetChildren().Any(c => Is(c.Key));

    /// <summary>The directives that call methods on objects of these types.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Type> receivers)
    {
        var directives = receivers.Select(Of).ToList();
        return [.. All.Where(directives.Contains)];
    }

    /// <summary>The directive that calls methods on an object of this type.</summary>
    public static string? Of(Type receiver) => receiver switch
    {
        _ when receiver == typeof(LoggerSinkConfiguration) => WriteTo,
        _ when receiver == typeof(LoggerAuditSinkConfiguration) => AuditTo,
        _ when receiver == typeof(LoggerEnrichmentConfiguration) => Enrich,
        _ => null,
    };
}
