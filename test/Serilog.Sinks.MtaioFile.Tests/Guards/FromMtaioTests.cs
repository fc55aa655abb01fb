using System.Text.Json;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Runs every C# example of docs/from-mtaio.md exactly as the page shows it.</summary>
[Collection(ProcessWideState.Name)]
public sealed class FromMtaioTests : LogInCurrentDirectory
{
    readonly CollectingSink _sink = new();

    [Fact]
    public void TheDocumentShowsWhatIsRunHere() =>
        Snippets.AssertShown("docs/from-mtaio.md", "test/Serilog.Sinks.MtaioFile.Tests/Guards/FromMtaioTests.cs", "from-mtaio");

    [Fact]
    public async Task TheBasicExampleWritesItsEvents()
    {
        // from-mtaio:basic
        await using var logger = new LoggerConfiguration()
            .Enrich.WithMtaioRecord("app")
            .WriteTo.MtaioFile("app.log")
            .CreateLogger();

        logger.Information("Application started");
        logger.WithExtra(("details", "error info")).Error("An error occurred");
        // end
        await logger.DisposeAsync();
        Assert.Matches(@"^.* \[INF\] Application started\n.* \[ERR\] An error occurred\n$", Folder.Text("app.log"));
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
    public void TheFileHandlerExampleWritesTheFormatOfMtaio()
    {
        // from-mtaio:file-handler
        using var logger = new LoggerConfiguration()
            .Enrich.WithMtaioRecord("app")
            .WriteTo.MtaioRotatingFile(
                "app.log",
                maxBytes: 10_000_000,
                backupCount: 5,
                outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss,fff} - {LoggerName} - {LevelName} - {Message:lj}{NewLine}{Exception}")
            .CreateLogger();
        // end
        logger.Information("x");
        logger.Dispose();
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - app - INFO - x\n$", Folder.Text("app.log"));
    }

    [Fact]
    public void TheRotatingExampleWritesItsFile()
    {
        // from-mtaio:rotating
        using var logger = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile("app.log", maxBytes: 1_000_000, backupCount: 3)
            .CreateLogger();
        // end
        logger.Information("x");
        logger.Dispose();
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Fact]
    public void TheJsonExampleWritesBothFiles()
    {
        // from-mtaio:json
        using var logger = new LoggerConfiguration()
            .Enrich.WithMtaioRecord("app")
            .WriteTo.MtaioJsonFile("app.log.json", formatter: new MtaioJsonFormatter())
            .WriteTo.MtaioJsonFile("app.clef", formatter: new RenderedCompactJsonFormatter())    // any ITextFormatter: the custom encoder
            .CreateLogger();

        logger.WithExtra(new { user_id = "123", action = "login" }).Information("User action");
        // end
        logger.Dispose();
        var line = JsonDocument.Parse(Folder.Text("app.log.json")).RootElement;
        Assert.Equal(["timestamp", "level", "logger", "message"], line.EnumerateObject().Select(p => p.Name).Take(4));
        Assert.Equal(
            ("app", "123", "login"),
            (line.GetProperty("logger").GetString(), line.GetProperty("user_id").GetString(), line.GetProperty("action").GetString()));
        Assert.Equal("123", JsonDocument.Parse(Folder.Text("app.clef")).RootElement.GetProperty("user_id").GetString());
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
            options: new LogTransactionOptions { ExceptionLevel = LogEventLevel.Error });
        // end
        Assert.Equal(3, _sink.Events.Count);
        Assert.Single(_sink.Events.Select(e => e.Value(Transactional.Id)).Distinct());
    }

    [Fact]
    public void TheBatchExampleLogsEveryItem()
    {
        using var logger = Captured();
        string[] operations = ["copy", "move {x}"];
        // from-mtaio:batch
        string[] messages = ["Starting process", "Step 1 complete", "Step 2 complete", "Process finished"];
        logger.WriteBatch(LogEventLevel.Information, messages);

        logger.WriteBatch(LogEventLevel.Information, "Operation: {Operation:l}", operations);
        // end
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
    public async Task TheHandlersExampleAddsAndRemovesHandlers()
    {
        // from-mtaio:handlers
        var handlers = new MtaioHandlerSet();
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .WriteTo.MtaioHandlers(handlers)
            .CreateLogger();

        handlers.Add(
            to => to.MtaioRotatingFile("app.log", maxBytes: 10_000_000, backupCount: 5, restrictedToMinimumLevel: LogEventLevel.Debug));
        var important = handlers.Add(to => to.MtaioJsonFile("important.log.json", restrictedToMinimumLevel: LogEventLevel.Error));

        logger.Error("to both");
        await important.DisposeAsync();    // remove_handler: returns when the handler has written everything and closed its file
        logger.Error("to app.log");
        // end
        Assert.Equal(1, Folder.Text("important.log.json").Count(c => c == '\n'));
        await logger.DisposeAsync();
        Assert.Equal(2, Folder.Text("app.log").Count(c => c == '\n'));
    }

    [Fact]
    public void TheContextualExampleAddsProperties()
    {
        using var logger = Captured();
        new RequestLogger(logger).LogRequest("r-1", "Request began", ("user", "alice"));
        Assert.Equal(("r-1", "alice"), (_sink.Last.Value("request_id"), _sink.Last.Value("user")));
    }

    [Fact]
    public void TheStructuredExampleKeepsTheStructure()
    {
        using var logger = Captured();
        var data = new { Amount = 12.5m };
        // from-mtaio:structured
        logger.Information("Event: {event_type:l} {@event_data}", "payment", data);    // the time is in every event
        // end
        Assert.Equal("payment", _sink.Last.Value("event_type"));
        Assert.IsType<StructureValue>(_sink.Last.Properties["event_data"]);
    }

    [Fact]
    public void TheFilterExampleWritesOnlyImportantEvents()
    {
        // from-mtaio:filter
        var loggerLevel = new LoggingLevelSwitch(LogEventLevel.Debug);
        var handlerLevel = new LoggingLevelSwitch(LogEventLevel.Debug);
        using var logger = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(loggerLevel)
            .WriteTo.MtaioFile("app.log", levelSwitch: handlerLevel)
            .CreateLogger();

        loggerLevel.MinimumLevel = LogEventLevel.Information;    // production
        handlerLevel.MinimumLevel = LogEventLevel.Error;         // important errors only
        // end
        logger.Warning("no");
        logger.Error("yes");
        logger.Dispose();
        Assert.Equal(1, Folder.Text("app.log").Count(c => c == '\n'));
    }

    [Fact]
    public async Task TheCleanUpExampleClosesTheFile()
    {
        // from-mtaio:clean-up
        var handle = new MtaioFileHandle();
        await using var logger = new LoggerConfiguration()
            .WriteTo.MtaioFile("app.log", options: new MtaioFileOptions { Handle = handle })
            .CreateLogger();

        logger.Information("Application stopping");
        await handle.CloseAsync();       // one handler: stop and close
        await logger.DisposeAsync();     // all handlers
        // end
        Assert.EndsWith(" [INF] Application stopping\n", Folder.Text("app.log"), StringComparison.Ordinal);
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
    public void TheWebExampleFormatsTheRequest()
    {
        using var logger = Captured();
        var (method, path, status, elapsed) = ("GET", "/", 200, 1.5);
        // from-mtaio:web
        logger.Information("Request: {method:l} {path:l} {status} {duration}", method, path, status, elapsed);
        // end
        Assert.Equal("Request: GET / 200 1.5", _sink.Last.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task TheTaskExampleTellsTheOutcome()
    {
        using var logger = Captured();
        await TrackTaskAsync(logger, "t-1", () => Task.CompletedTask);
        await Assert.ThrowsAsync<IOException>(() => TrackTaskAsync(logger, "t-2", () => throw new IOException("no")));
        Assert.Equal(["Completed", "Failed"], _sink.Events.Where(e => e.IsEnd()).Select(e => e.Value("TransactionOutcome")));
        Assert.Equal(["t-1", "t-1", "t-2", "t-2"], _sink.Events.Select(e => e.Value("TransactionName")));
    }

    // from-mtaio:task
    static Task TrackTaskAsync(ILogger logger, string taskId, Func<Task> task) =>
        logger.RunTransactionAsync(
            _ =>
            {
                logger.Information("Task {TaskId} started", taskId);
                return task();
            },
            name: taskId);
    // end

    // from-mtaio:contextual
    sealed class RequestLogger(ILogger logger)
    {
        public void LogRequest(string requestId, string message, params (string, object?)[] extra) =>
            logger.WithExtra([("request_id", requestId), .. extra]).Information("{Message:l}", message);
    }
    // end

    Logger Captured() =>
        new LoggerConfiguration().MinimumLevel.Debug().Enrich.FromLogContext().Enrich.WithMtaioRecord("app")
            .WriteTo.Sink(_sink)
            .CreateLogger();
}
