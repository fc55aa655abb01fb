using System.Globalization;
using Xunit.Abstractions;

namespace Serilog.Sinks.MtaioFile.TestRunner;

/// <summary>The options of xunit's own framework, by their names.</summary>
sealed class FrameworkOptions : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public static FrameworkOptions ForDiscovery { get; } = With("xunit.discovery.PreEnumerateTheories", true);

    public static FrameworkOptions ForExecution { get; } = With("xunit.execution.MaxParallelThreads", Environment.ProcessorCount);

    public TValue GetValue<TValue>(string name) =>
        _values.TryGetValue(name, out var value) && value is not null
            ? (TValue)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue), CultureInfo.InvariantCulture)
            : default!;

    public void SetValue<TValue>(string name, TValue value) => _values[name] = value;

    static FrameworkOptions With(string name, object value)
    {
        var options = new FrameworkOptions();
        options.SetValue(name, value);
        return options;
    }
}
