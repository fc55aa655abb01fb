using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Runs the C# examples of docs/from-mtaio.md about classes that log exactly as the page shows them.</summary>
public sealed class FromMtaioPatternsTests() : EventsUnderTest(Captured)
{
    [Fact]
    public void TheContextualExampleAddsProperties()
    {
        new RequestLogger(Logger).LogRequest("r-1", "Request began", ("user", "alice"));
        Assert.Equal(("r-1", "alice"), (Sink.Last.Value("request_id"), Sink.Last.Value("user")));
        Assert.Equal(["Request began"], Sink.Messages);
        Assert.DoesNotContain("Message", Sink.Last.Properties.Keys);
    }

    [Fact]
    public void TheStructuredExampleKeepsTheStructure()
    {
        new StructuredLogger(Logger).LogEvent("payment", new { Amount = 12.5m });
        Assert.Equal(["Event: payment"], Sink.Messages);
        Assert.Equal("payment", Sink.Last.Value("event_type"));
        Assert.IsType<StructureValue>(Sink.Last.Properties["event_data"]);
    }

    [Fact]
    public void TheWebExampleFormatsTheRequest()
    {
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = "/" } };
        new WebAppLogger(Logger).LogRequest(context.Request, context.Response, TimeSpan.FromSeconds(1.5));
        Assert.Equal(["Request: GET /"], Sink.Messages);
        Assert.Equal(
            ("GET", "/", 200, 1.5),
            (Sink.Last.Value("method"), Sink.Last.Value("path"), Sink.Last.Value("status"), Sink.Last.Value("duration")));
    }

    [Fact]
    public async Task TheTaskExampleTellsTheOutcome()
    {
        var tasks = new TaskLogger(Logger);
        await tasks.TrackTaskAsync("t-1", () => Task.CompletedTask);
        await Assert.ThrowsAsync<IOException>(() => tasks.TrackTaskAsync("t-2", () => throw new IOException("no")));
        Assert.Equal(["Task t-1 started", "Task t-1 completed", "Task t-2 started", "Task t-2 failed"], Sink.Messages);
        Assert.IsType<IOException>(Sink.Last.Exception);
        Assert.IsType<double>(Sink.Last.Value("duration"));
    }

    [Fact]
    public async Task TheTrackedExampleTellsTheOutcome()
    {
        await TrackTaskAsync(Logger, "t-1", () => Task.CompletedTask);
        await Assert.ThrowsAsync<IOException>(() => TrackTaskAsync(Logger, "t-2", () => throw new IOException("no")));
        Assert.Equal(["Completed", "Failed"], Sink.Events.Where(e => e.IsEnd()).Select(e => e.Value("TransactionOutcome")));
        Assert.Equal(["t-1", "t-1", "t-2", "t-2"], Sink.Events.Select(e => e.Value("TransactionName")));
    }

    // from-mtaio:contextual
    sealed class RequestLogger(ILogger logger)
    {
        public void LogRequest(string requestId, string message, params (string, object?)[] extra) =>
            logger.WithExtra([("request_id", requestId), .. extra]).Information(message);
    }
    // end

    // from-mtaio:structured
    sealed class StructuredLogger(ILogger logger)
    {
        public void LogEvent(string eventName, object data) =>
            logger
                .WithExtra(("event_data", data))
                .Information("Event: {event_type:l}", eventName);
    }
    // end

    // from-mtaio:web
    sealed class WebAppLogger(Serilog.ILogger logger)
    {
        public void LogRequest(HttpRequest request, HttpResponse response, TimeSpan duration) =>
            logger
                .WithExtra(new { status = response.StatusCode, duration = duration.TotalSeconds })
                .Information("Request: {method:l} {path:l}", request.Method, request.Path.Value);
    }
    // end

    // from-mtaio:task
    sealed class TaskLogger(ILogger logger)
    {
        public async Task TrackTaskAsync(string taskId, Func<Task> task)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                logger.Information("Task {TaskId:l} started", taskId);
                await task();
                WithDuration().Information("Task {TaskId:l} completed", taskId);
            }
            catch (Exception ex)
            {
                WithDuration().Error(ex, "Task {TaskId:l} failed", taskId);
                throw;
            }

            ILogger WithDuration() => logger.WithExtra(("duration", Stopwatch.GetElapsedTime(start).TotalSeconds));
        }
    }
    // end

    // from-mtaio:task-as-transaction
    static Task TrackTaskAsync(ILogger logger, string taskId, Func<Task> task) =>
        logger.RunTransactionAsync(
            _ =>
            {
                logger.Information("Task {TaskId} started", taskId);
                return task();
            },
            taskId);
    // end

    static Logger Captured(CollectingSink sink) =>
        new LoggerConfiguration().Enrich.FromLogContext().Enrich.WithMtaioRecord("app").WriteTo.Sink(sink).CreateLogger();
}
