using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>An event that two libraries get, with the same timestamp, so that all bytes of their lines can be compared.</summary>
/// <param name="Number">The number of the event.</param>
/// <param name="Time">Its timestamp in local time.</param>
sealed record PeerEvent(int Number, DateTime Time)
{
    public const string Logger = "Shop.Orders";
    public const string Customer = "Zoë \"Łódź\" {0}";
    public const string Template = "Order {Number} of {Customer}";

    static readonly LogEventLevel[] Levels =
    [
        LogEventLevel.Debug, LogEventLevel.Information, LogEventLevel.Warning, LogEventLevel.Error, LogEventLevel.Fatal,
    ];

    static readonly MessageTemplate Parsed = new MessageTemplateParser().Parse(Template);

    public LogEventLevel Level => Levels[Number % Levels.Length];

    public int ThreadId => Number % 8 + 1;

    public Exception? Exception { get; } = Number % 7 == 3 ? new InvalidOperationException($"it\nfailed at {Number}") : null;

    /// <summary>The message as a library without templates gets it.</summary>
    public string Message => string.Create(CultureInfo.InvariantCulture, $"Order {Number} of {Customer}");

    public LogEvent ToLogEvent() => new(
        new DateTimeOffset(Time),
        Level,
        Exception,
        Parsed,
        [
            new LogEventProperty("Number", new ScalarValue(Number)),
            new LogEventProperty("Customer", new ScalarValue(Customer)),
            new LogEventProperty("SourceContext", new ScalarValue(Logger)),
            new LogEventProperty("ThreadId", new ScalarValue(ThreadId)),
        ]);
}
