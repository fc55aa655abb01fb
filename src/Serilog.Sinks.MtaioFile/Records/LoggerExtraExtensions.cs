using Serilog.Core.Enrichers;

namespace Serilog;

/// <summary>Adds properties to the events of a logger, like mtaio's <c>extra={…}</c>.</summary>
public static class LoggerExtraExtensions
{
    /// <summary>Makes a logger that adds properties to its events. Objects are destructured.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="extra">The names and values of the properties. When a name occurs twice, its last value is used.</param>
    /// <returns>A logger with the properties.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logger"/> or <paramref name="extra"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is null or blank.</exception>
    public static ILogger WithExtra(this ILogger logger, IEnumerable<KeyValuePair<string, object?>> extra)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(extra);
        // Reversed, because an enricher does not replace a property that exists.
        return logger.ForContext(extra.Reverse().Select(e => new PropertyEnricher(e.Key, e.Value, destructureObjects: true)).ToArray());
    }
}
