using Serilog.Core.Enrichers;

namespace Serilog;

/// <summary>Adds properties to records (mtaio's <c>extra={…}</c>).</summary>
public static class LoggerExtraExtensions
{
    /// <summary>A logger whose records have these properties as well; objects keep their structure.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="extra">Names and values. Of a name that comes twice the last value counts.</param>
    /// <returns>The logger with the properties.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A name is null or blank.</exception>
    public static ILogger WithExtra(this ILogger logger, IEnumerable<KeyValuePair<string, object?>> extra)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(extra);
        // The last first: a property that is there is not replaced.
        return logger.ForContext(extra.Reverse().Select(e => new PropertyEnricher(e.Key, e.Value, destructureObjects: true)).ToArray());
    }
}
