using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The files for the commands of docs/shipping.md, as text and as compact JSON, each with a compressed archive.</summary>
static class SearchedLogs
{
    static readonly MessageTemplateParser Parser = new();

    public static void Write(TempFolder folder)
    {
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip };
        var (text, json) = (new MtaioFileHandle(), new MtaioFileHandle());
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose()
            .WriteTo.MtaioRotatingFile(folder["logs/app.log"], rotation: rotation, options: new MtaioFileOptions { Handle = text })
            .WriteTo.MtaioJsonFile(
                folder["logs/app.clef"], maxBytes: 10_000_000, rotation: rotation, options: new MtaioFileOptions { Handle = json })
            .CreateLogger())
        {
            foreach (var logEvent in Events().Take(4)) log.Write(logEvent);
            text.RotateAsync().Wait();
            json.RotateAsync().Wait();
            foreach (var logEvent in Events().Skip(4)) log.Write(logEvent);
        }
        Assert.Equal(
            ["app.clef", "app.clef.1.gz", "app.log", "app.log.1.gz"],
            Directory.GetFiles(folder["logs"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        folder.Write("logs/torn.clef", """
            {"@t":"2026-11-23T12:05:00.0000000Z","@mt":"before the kill"}
            {"@t":"2026-11-23T12:05:01.00
            {"@t":"2026-11-23T12:05:02.0000000Z","@mt":"after it"}

            """);
    }

    static IEnumerable<LogEvent> Events() =>
    [
        Took(minutesAgo: 200, 4711, 812.5),
        Failed(minutesAgo: 190, 4712, "a1", new InvalidOperationException("out of stock")),
        At(180, LogEventLevel.Warning, "Stock of {Article:l} is low", [("Article", "tea")]),
        At(179, LogEventLevel.Information, "Order {OrderId} is begun", [("OrderId", 4713), ("TransactionId", "a2")]),
        Failed(minutesAgo: 150, 4713, "a2", new TimeoutException("no answer")),
        Took(minutesAgo: 140, 4714, 99.9),
        Took(minutesAgo: 130, 4715, 12.3),
        At(1, LogEventLevel.Fatal, "The disk is on fire", []),
    ];

    static LogEvent Took(int minutesAgo, int order, double elapsed) =>
        At(minutesAgo, LogEventLevel.Information, "Order {OrderId} took {Elapsed:0.0} ms", [("OrderId", order), ("Elapsed", elapsed)]);

    static LogEvent Failed(int minutesAgo, int order, string transaction, Exception exception) =>
        At(minutesAgo, LogEventLevel.Error, "Order {OrderId} failed", [("OrderId", order), ("TransactionId", transaction)], exception);

    static LogEvent At(
        int minutesAgo, LogEventLevel level, string template, (string Name, object Value)[] properties, Exception? exception = null) =>
        new(
            DateTimeOffset.UtcNow.AddMinutes(-minutesAgo),
            level,
            exception,
            Parser.Parse(template),
            properties.Select(p => new LogEventProperty(p.Name, new ScalarValue(p.Value))));
}
