using System.Text.Json;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>
/// Runs the C# examples of docs/from-mtaio.md about loggers, records, transactions and errors exactly as the page shows them.
/// </summary>
[Collection(ProcessWideState.Name)]
public sealed class FromMtaioTests : LogInCurrentDirectory
{
    readonly CollectingSink _sink = new();

    [Fact]
    public void TheDocumentShowsWhatIsRunHere() =>
        Snippets.AssertShown("docs/from-mtaio.md", "test/Serilog.Sinks.MtaioFile.Tests/Guards/FromMtaio*Tests.cs", "from-mtaio");

    [Fact]
    public async Task TheBasicExampleWritesItsEvents()
    {
        // from-mtaio:basic
        await using var logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .Enrich.WithMtaioRecord("app")
            .WriteTo.MtaioFile("app.log")
            .CreateLogger();

        logger.Information("Application started");
        logger.WithExtra(("details", "error info")).Error("An error occurred");
        // end
        // The next example of the page has the same logger.
        logger.Debug("debug");
        await logger.DisposeAsync();
        Assert.Matches(
            @"^.* \[INF\] Application started\n.* \[ERR\] An error occurred\n.* \[DBG\] debug\n$", Folder.Text("app.log"));
    }

    [Fact]
    public void ExtrasAreInATextFileWhoseTemplateHasProperties()
    {
        const string Template = "{LevelName} {Message:lj} {Properties:j}{NewLine}";
        using var logger = new LoggerConfiguration().Enrich.WithMtaioRecord("app").WriteTo.MtaioFile("app.log", Template).CreateLogger();
        logger.WithExtra(("details", "error info")).Error("An error occurred");
        logger.Dispose();
        Assert.Equal("ERROR An error occurred {\"details\":\"error info\",\"LoggerName\":\"app\"}\n", Folder.Text("app.log"));
    }

    [Fact]
    public void TheLevelsExampleUsesTheNamesOfMtaio()
    {
        using var logger = Captured();
        // from-mtaio:levels
        logger.Debug("debug");             // DEBUG
        logger.Information("info");        // INFO
        logger.Warning("warning");         // WARNING
        logger.Error("error");             // ERROR
        logger.Fatal("critical");          // CRITICAL
        // end
        Assert.Equal(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], _sink.Events.Select(e => LogRecord.From(e).LevelName));
    }

    [Fact]
    public async Task TheAwaitedExampleIsInTheFileWhenItsCallsHaveCompleted()
    {
        await using var logger = new LoggerConfiguration().WriteTo.MtaioFile("app.log", Some.LineTemplate).CreateLogger();
        // from-mtaio:awaited
        await logger.WriteAsync(LogEventLevel.Information, "Application started");
        await logger.WithExtra(("details", "error info")).WriteAsync(LogEventLevel.Error, "An error occurred");
        // end
        Assert.Equal("Application started\nAn error occurred\n", Folder.Text("app.log"));
    }

    [Fact]
    public void TheRecordExampleReadsTheEvent()
    {
        using var logger = Captured();
        logger.Warning("{Count} left", 3);
        var logEvent = _sink.Last;
        // from-mtaio:record
        var record = LogRecord.From(logEvent);
        Console.WriteLine($"{record.Timestamp} {record.LevelName} {record.LoggerName}: {record.Message} {record.Extra["Count"]}");
        // end
        Assert.Equal(("WARNING", "app", "3 left", 3), (record.LevelName, record.LoggerName, record.Message, record.Extra["Count"]));
    }

    [Fact]
    public async Task TheTransactionExampleGivesAllEventsOneId()
    {
        using var logger = Captured();
        static Task ProcessDataAsync() => Task.CompletedTask;
        // from-mtaio:transaction
        await logger.RunTransactionAsync(
            async transaction =>
            {
                logger.Information("Starting transaction");
                await ProcessDataAsync();
                logger.Information("Transaction complete");
            },
            LogEventLevel.Error);    // exc_level
        // end
        Assert.Equal(3, _sink.Events.Count);
        Assert.Single(_sink.Events.Select(e => e.Value(Transactional.Id)).Distinct());
    }

    [Fact]
    public async Task TheGroupExampleWritesOneBlock()
    {
        using var logger = Captured(to => to.MtaioTransactions(w => w.Sink(_sink)));
        Task ProcessDataAsync()
        {
            Assert.Empty(_sink.Events);
            return Task.CompletedTask;
        }
        // from-mtaio:group
        await using (var transaction = logger.BeginGroup())
        {
            // All records of this block are grouped.
            logger.Information("Starting transaction");
            await ProcessDataAsync();
            logger.Information("Transaction complete");
            transaction.Complete();
        }
        // end
        Assert.Equal(3, _sink.Events.Count);
        Assert.Equal("Completed", _sink.Last.Value("TransactionOutcome"));
    }

    [Fact]
    public void TheBatchExampleLogsEveryItem()
    {
        using var logger = Captured();
        string[] operations = ["copy", "move {x}"];
        // from-mtaio:batch
        string[] messages = ["Starting process", "Step 1 complete", "Step 2 complete", "Process finished"];

        logger.WriteBatch(LogEventLevel.Information, messages);
        // end
        LogOperations(logger, operations);
        Assert.Equal([.. messages, "Operation: copy", "Operation: move {x}"], _sink.Messages);
    }

    [Fact]
    public async Task TheErrorExampleWritesExceptionAndStackInfo()
    {
        static Task OperationAsync() => throw new InvalidOperationException("no");
        // from-mtaio:error
        using var logger = new LoggerConfiguration()
            .Enrich.WithMtaioRecord("app", stackInfoLevel: LogEventLevel.Error)    // stack_info
            .WriteTo.MtaioJsonFile("app.log.json", formatter: new MtaioJsonFormatter())
            .CreateLogger();
        try
        {
            await OperationAsync();
        }
        catch (Exception ex)
        {
            logger.WithExtra(("operation_id", "123"), ("details", ex.Message))
                .Error(ex, "Operation failed");                                    // exc_info
        }
        // end
        logger.Dispose();
        var line = JsonDocument.Parse(Folder.Text("app.log.json")).RootElement;
        Assert.Equal("no", line.GetProperty("exception").GetProperty("message").GetString());
        Assert.Equal(("123", "no"), (line.GetProperty("operation_id").GetString(), line.GetProperty("details").GetString()));
        Assert.Contains(
            nameof(TheErrorExampleWritesExceptionAndStackInfo),
            line.GetProperty("stack_info").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFallbackExampleWritesToTheFallback()
    {
        Directory.CreateDirectory("app.log");
        // from-mtaio:fallback
        var handle = new MtaioFileHandle();
        using var logger = new LoggerConfiguration()
            .WriteTo.FallbackChain(
                primary => primary.MtaioFile(
                    "app.log", options: new MtaioFileOptions { Handle = handle, RetryTimeLimit = TimeSpan.FromSeconds(1) }),
                fallback => fallback.MtaioFile("fallback.log"))
            .CreateLogger();

        logger.Information("Message");      // never throws
        try
        {
            await handle.FlushAsync();      // throws if the event was dropped
        }
        catch (IOException ex)
        {
            Console.WriteLine($"Logging failed: {ex.Message}");
        }
        // end
        logger.Dispose();
        Assert.EndsWith(" [INF] Message\n", Folder.Text("fallback.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLostExampleWritesToTheStandardLogger()
    {
        using var fallback = new LoggerConfiguration().WriteTo.Sink(_sink).CreateLogger();
        using var logger = new LoggerConfiguration()
            .WriteTo.MtaioFile(new DelegateFormatter((_, _) => throw new FormatException("no")), "app.log")
            .CreateLogger();
        // from-mtaio:lost
        try
        {
            await logger.WriteAsync(LogEventLevel.Information, "Message");
        }
        catch (LoggingException ex)
        {
            Console.WriteLine($"Logging failed: {ex.Message}");
            // Fall back to another logger
            fallback.Error("Fallback log message");
        }
        // end
        Assert.Equal(["Fallback log message"], _sink.Messages);
    }

    // from-mtaio:operations
    static void LogOperations(ILogger logger, IEnumerable<string> operations) =>
        logger.WriteBatch(LogEventLevel.Information, "Operation: {Operation:l}", operations);
    // end

    Logger Captured(Action<Serilog.Configuration.LoggerSinkConfiguration>? configure = null) =>
        new LoggerConfiguration().MinimumLevel.Debug().Enrich.FromLogContext().Enrich.WithMtaioRecord("app")
            .WriteTo.Logger(l => (configure ?? (to => to.Sink(_sink)))(l.WriteTo))
            .CreateLogger();
}
