using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>Serilog with the sinks that it was configured with.</summary>
sealed class SerilogContender(Func<LoggerConfiguration, LoggerConfiguration> configure) : Contender
{
    readonly Logger _log = configure(new LoggerConfiguration()).CreateLogger();

    public override void Write(int number) =>
        _log.Information(SampleEvent.Template, number, SampleEvent.Customer, SampleEvent.Elapsed(number));

    public override void Log(string template, object[] values) => _log.Information(template, values);

    public override void Dispose() => _log.Dispose();
}
