using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>Serilog with events that have so many properties: whole numbers, strings and fractions in turn.</summary>
sealed class PropertiesContender(Func<LoggerConfiguration, LoggerConfiguration> configure, int properties) : Contender
{
    readonly Logger _log = configure(new LoggerConfiguration()).CreateLogger();
    readonly string _template = "Order " + string.Join(' ', Enumerable.Range(1, properties).Select(i => $"{{Property{i}}}"));

    public override void Write(int number)
    {
        var values = new object[properties];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (i % 3) switch
            {
                0 => number,
                1 => SampleEvent.Customer,
                _ => SampleEvent.Elapsed(number),
            };
        }
        _log.Information(_template, values);
    }

    public override void Dispose() => _log.Dispose();
}
