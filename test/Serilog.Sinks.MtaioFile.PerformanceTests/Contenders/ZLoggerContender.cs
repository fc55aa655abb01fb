using System.Globalization;
using Microsoft.Extensions.Logging;
using ZLogger;
using ZLogger.Formatters;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>
/// ZLogger with a queue that blocks when it is full, or by default with one that grows; at its best with a generated method.
/// </summary>
sealed partial class ZLoggerContender : Contender
{
    // Its timestamp has no format with the offset; taking the offset once is to its advantage.
    static readonly string Offset = DateTimeOffset.Now.ToString("zzz", CultureInfo.InvariantCulture);

    readonly bool _isGenerated;
    readonly ILoggerFactory _factory;
    readonly Microsoft.Extensions.Logging.ILogger _log;

    public ZLoggerContender(Setup setup, Tuning tuning)
    {
        _isGenerated = tuning == Tuning.Best;
        _factory = LoggerFactory.Create(builder => builder.AddZLoggerFile(setup.Path, options =>
        {
            if (tuning != Tuning.Default)
            {
                options.FullMode = BackgroundBufferFullMode.Block;
                options.BackgroundBufferCapacity = Setup.QueueLimit;
            }
            if (setup.Json) options.UseJsonFormatter(UseJson);
            else options.UsePlainTextFormatter(UseText);
        }));
        _log = _factory.CreateLogger("app");
    }

    public override void Write(int number)
    {
        var customer = SampleEvent.Customer;
        var elapsed = SampleEvent.Elapsed(number);
        if (_isGenerated) Order(_log, number, customer, elapsed);
        else _log.ZLogInformation($"Order {number:@OrderId} for {customer:@Customer} took {elapsed:@Elapsed:0.0000} ms");
    }

    /// <summary>Its own templates are interpolated strings; others reach it as they reach every provider.</summary>
    public override void Log(string template, object[] values) => MicrosoftLog.Write(_log, template, values);

    public override void Dispose() => _factory.Dispose();

    [ZLoggerMessage(LogLevel.Information, "Order {orderId} for {customer} took {elapsed:0.0000} ms")]
    static partial void Order(Microsoft.Extensions.Logging.ILogger log, int orderId, string customer, double elapsed);

    static void UseText(PlainTextZLoggerFormatter formatter) =>
        formatter.SetPrefixFormatter(
            $"{0:local-longdate} {1} [{2:short}] ",
            (in MessageTemplate template, in LogInfo info) => template.Format(info.Timestamp, Offset, info.LogLevel));

    /// <summary>It has no message template to write; without one, properties would have no words, so it writes the message.</summary>
    static void UseJson(SystemTextJsonZLoggerFormatter formatter) =>
        formatter.IncludeProperties = IncludeProperties.Timestamp | IncludeProperties.Message | IncludeProperties.ParameterKeyValues;
}
