using System.Text.Json;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Runs the C# examples of docs/from-mtaio.md about handlers exactly as the page shows them.</summary>
[Collection(ProcessWideState.Name)]
public sealed class FromMtaioHandlersTests : LogInCurrentDirectory
{
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
    public void TheFormatterExampleWritesTheFormatOfMtaio()
    {
        // from-mtaio:set-formatter
        var handlers = new MtaioHandlerSet();
        using var logger = new LoggerConfiguration()
            .Enrich.WithMtaioRecord("app")
            .WriteTo.MtaioHandlers(handlers)
            .CreateLogger();

        var handler = handlers.Add(to => to.MtaioRotatingFile("app.log", maxBytes: 10_000_000, backupCount: 5));

        // Add formatter
        handler.Formatter = new MessageTemplateTextFormatter(
            "{Timestamp:yyyy-MM-dd HH:mm:ss,fff} - {LoggerName} - {LevelName} - {Message:lj}{NewLine}{Exception}");
        // end
        logger.Information("x");
        logger.Dispose();
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - app - INFO - x\n$", Folder.Text("app.log"));
    }

    [Fact]
    public async Task TheSetUpExampleGivesEachHandlerItsLevel()
    {
        var (logger, handlers) = SetUpLogging();
        logger.Debug("to none");
        logger.Information("to app.log");
        logger.Error("to both");
        await logger.DisposeAsync();
        Assert.Equal((2, 1), (CountLines("app.log"), CountLines("important.log.json")));
        Assert.Equal(["app.log", "important.log.json"], handlers.Select(h => h.Name));
    }

    [Fact]
    public async Task TheRemoveExampleClosesOneHandler()
    {
        var (logger, handlers) = SetUpLogging();
        // from-mtaio:remove
        var debug = handlers.Add(to => to.MtaioFile("debug.log"), "debug");
        logger.Information("to app.log and debug.log");
        await debug.CloseAsync();    // remove_handler, stop and close: its events are in the file
        logger.Information("to app.log");
        // end
        Assert.Equal(1, CountLines("debug.log"));
        await logger.DisposeAsync();
        Assert.Equal(2, CountLines("app.log"));
    }

    [Fact]
    public void TheFilterExampleWritesOnlyImportantEvents()
    {
        var handlers = new MtaioHandlerSet();
        var loggerLevel = new LoggingLevelSwitch(LogEventLevel.Debug);
        using var logger = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(loggerLevel)
            .WriteTo.MtaioHandlers(handlers)
            .CreateLogger();
        var handler = handlers.Add(to => to.MtaioFile("app.log"));
        // from-mtaio:filter
        // Set appropriate log levels
        loggerLevel.MinimumLevel = LogEventLevel.Information;    // Production
        handler.Level = LogEventLevel.Error;                     // Important errors only
        // end
        Assert.False(logger.IsEnabled(LogEventLevel.Debug));
        logger.Warning("no");
        logger.Error("yes");
        logger.Dispose();
        Assert.Equal(1, CountLines("app.log"));
    }

    [Fact]
    public async Task TheCleanUpExampleClosesTheFiles()
    {
        var (logger, handlers) = SetUpLogging();
        logger.Error("Application stopping");
        await CleanUpLoggingAsync(handlers);
        Assert.Equal((1, 1), (CountLines("app.log"), CountLines("important.log.json")));
        Assert.Empty(handlers);
        await logger.DisposeAsync();
    }

    // from-mtaio:set-up
    static (Logger Logger, MtaioHandlerSet Handlers) SetUpLogging()
    {
        // Create logger
        var handlers = new MtaioHandlerSet();
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .Enrich.WithMtaioRecord("app")
            .WriteTo.MtaioHandlers(handlers)
            .CreateLogger();

        // File handler for all logs
        var fileHandler = handlers.Add(to => to.MtaioRotatingFile("app.log", maxBytes: 10_000_000, backupCount: 5));
        fileHandler.Level = LogEventLevel.Debug;

        // JSON handler for important logs
        var jsonHandler = handlers.Add(to => to.MtaioJsonFile("important.log.json", formatter: new MtaioJsonFormatter()));
        jsonHandler.Level = LogEventLevel.Error;

        return (logger, handlers);
    }
    // end

    // from-mtaio:clean-up
    // Clean up handlers properly
    static async Task CleanUpLoggingAsync(MtaioHandlerSet handlers)
    {
        foreach (var handler in handlers)
        {
            await handler.CloseAsync();
        }
    }
    // end

    int CountLines(string file) => Folder.Text(file).Count(c => c == '\n');
}
