using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Records;

namespace Serilog;

/// <summary>Adds properties to the events of a logger, like mtaio's <c>extra={…}</c>.</summary>
/// <remarks>
/// Objects are destructured when the logger is made: later changes of an object do not show in the events. The properties keep their order.
/// When a name occurs twice, its last value is used.
/// </remarks>
public static class LoggerExtraExtensions
{
    /// <summary>Makes a logger that adds properties to its events.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="extra">The names and values of the properties.</param>
    /// <returns>A logger with the properties.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logger"/> or <paramref name="extra"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is null or blank.</exception>
    public static ILogger WithExtra(this ILogger logger, IEnumerable<KeyValuePair<string, object?>> extra) =>
        logger.WithExtra<object?>(extra);

    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <inheritdoc cref="WithExtra(ILogger, IEnumerable{KeyValuePair{string, object}})"/>
    public static ILogger WithExtra<TValue>(this ILogger logger, IEnumerable<KeyValuePair<string, TValue>> extra)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(extra);
        return With(logger, Bind(logger, extra.Select(e => ((string?)e.Key, (object?)e.Value))));
    }

    /// <inheritdoc cref="WithExtra(ILogger, IEnumerable{KeyValuePair{string, object}})"/>
    [OverloadResolutionPriority(-1)]
    public static ILogger WithExtra(this ILogger logger, params (string Name, object? Value)[] extra)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(extra);
        return With(logger, Bind(logger, extra.Select(e => ((string?)e.Name, e.Value))));
    }

    /// <summary>
    /// Makes a logger that adds the properties of an object to its events: <c>logger.WithExtra(new { user_id = "123" })</c>. The elements
    /// of a dictionary are added too.
    /// </summary>
    /// <param name="logger">The logger.</param>
    /// <param name="extra">The object, which Serilog destructures.</param>
    /// <returns>A logger with the properties.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logger"/> or <paramref name="extra"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="extra"/> is a single value or a list, and so has no names.</exception>
    [OverloadResolutionPriority(-2)]
    public static ILogger WithExtra(this ILogger logger, object extra)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(extra);
        // A silent logger binds nothing.
        if (!logger.BindProperty(nameof(extra), extra, destructureObjects: true, out var bound)) return logger;
        var elements = bound.Value switch
        {
            // Without the type tag: the type of the object is no property of it.
            StructureValue structure => UniqueKeys.Of(new StructureValue(structure.Properties)),
            DictionaryValue dictionary => UniqueKeys.Of(dictionary),
            _ => throw new ArgumentException(
                $"{extra.GetType()} has no properties to add: pass pairs of names and values, or an object with properties", nameof(extra)),
        };
        return With(logger, elements.Select(e => new LogEventProperty(e.Key, e.Value)));
    }

    static IEnumerable<LogEventProperty> Bind(ILogger logger, IEnumerable<(string? Name, object? Value)> extra)
    {
        foreach (var (name, value) in extra)
        {
            if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException("a property has a name that is null or blank", nameof(extra));
            if (logger.BindProperty(name, value, destructureObjects: true, out var property)) yield return property;
        }
    }

    static ILogger With(ILogger logger, IEnumerable<LogEventProperty> properties)
    {
        Dictionary<string, LogEventProperty> byName = new(StringComparer.Ordinal);
        foreach (var property in properties) byName[property.Name] = property;
        return byName.Count == 0 ? logger : logger.ForContext(new ExtraEnricher([.. byName.Values]));
    }

    /// <summary>Adds properties that are captured once. A property of the message, or of a logger made from this one, wins.</summary>
    sealed class ExtraEnricher(LogEventProperty[] properties) : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            foreach (var property in properties) logEvent.AddPropertyIfAbsent(property);
        }
    }
}
