using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Serilog.Core;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>What docs/migration.md says about the differences from the console of Microsoft.Extensions.Logging, shown with both.</summary>
[Collection(ProcessWideState.Name)]
public sealed class MicrosoftDifferencesTests : LogUnderTest
{
    const string Section = "From Microsoft.Extensions.Logging";

    [Fact]
    [Shows(Section, "the queue is full")]
    public async Task AFullQueueHoldsTheirCallForEverAndOursForASecond()
    {
        using var console = new GatedConsole();
        using var theirs = LoggerFactory.Create(b => b.AddSimpleConsole().Services.Configure<ConsoleLoggerOptions>(
            o => o.MaxQueueLength = 1));
        using var gate = new GatedFormatter();
        using var ours = new LoggerConfiguration().WriteTo.Fallible(
            f => f.MtaioFile(gate, LogPath, options: new MtaioFileOptions { Batching = new MtaioBatchingOptions { QueueLimit = 1 } }),
            Listener).CreateLogger();
        var theirLog = theirs.CreateLogger("a");
        var theirCalls = Task.Run(() =>
        {
            for (var number = 0; number < 10; number++) theirLog.LogInformation("event {Number}", number);
        });
        var ourCalls = Task.Run(() =>
        {
            for (var number = 0; number < 10; number++) ours.Information("event {Number}", number);
        });
        await Task.WhenAny(ourCalls, Task.Delay(TimeSpan.FromSeconds(30)));
        var (ourCallsReturned, theirCallsReturned) = (ourCalls.IsCompleted, theirCalls.IsCompleted);
        console.Open();
        gate.Open();
        Assert.True(ourCallsReturned);
        Assert.False(theirCallsReturned);
        Eventually.True(() => Listener.EventsOf(LoggingFailureKind.Permanent).Count > 0, "the report of the drops");
        await theirCalls.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    [Shows(Section, "the level `Trace`")]
    public void TheLowestLevelHasAnotherName()
    {
        var theirs = Written(b => b.SetMinimumLevel(LogLevel.Trace).AddSimpleConsole(), l => l.LogTrace("a"));
        Assert.StartsWith("trce: ", theirs, StringComparison.Ordinal);
        var ours = Ours(new Serilog.Formatting.Display.MessageTemplateTextFormatter("{Level} {Level:u3}"), l => l.LogTrace("a"));
        Assert.Equal("Verbose VRB", ours);
    }

    [Fact]
    public void TheConfigurationsOfThePageWriteTheSameOnOneLine()
    {
        static void Call(Microsoft.Extensions.Logging.ILogger log)
        {
            log.LogInformation("Order {Number}", 4711);
            log.LogDebug("not written");
        }

        var examples = MigrationPage.Examples(Section, "json");
        var theirs = Written(b => b.AddConfiguration(JsonSettings.Parse(examples[0]).GetSection("Logging")).AddConsole(), Call);
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d info: Shop\.Orders\[0\] Order 4711\n$", theirs);
        using (var serilog = Migrated.Open(examples[1], Folder))
        using (var factory = LoggerFactory.Create(b => b.AddSerilog(serilog)))
            Call(factory.CreateLogger("Shop.Orders"));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[INF\] Shop\.Orders Order 4711\n$", Folder.Text("logs/shop.log"));
    }

    [Fact]
    public void EachNameOfTheJsonConsoleHasOneHere()
    {
        static void Call(Microsoft.Extensions.Logging.ILogger log)
        {
            using (log.BeginScope("Import {File}", "orders.csv"))
                log.LogWarning(new EventId(7, "Late"), new InvalidOperationException("no"), "Order {Number}", 4711);
        }

        var theirs = JsonDocument.Parse(Written(
            b => b.AddJsonConsole(o => (o.IncludeScopes, o.TimestampFormat) = (true, "O")), Call)).RootElement;
        var ours = JsonDocument.Parse(Ours(new CompactJsonFormatter(), Call)).RootElement;
        var rendered = JsonDocument.Parse(Ours(new RenderedCompactJsonFormatter(), Call)).RootElement;
        string[] names =
        [
            "Timestamp", "LogLevel", "Category", "Message", "State", "State", "Exception", "EventId", "Scopes",
        ];
        Assert.Equal(names, MigrationPage.RowsOf(Section, "JSON console").Select(r => MigrationPage.CodeIn(r[0])[0]));
        Assert.All(names, n => Assert.True(theirs.TryGetProperty(n, out _), n));
        Assert.True(ours.TryGetProperty("@t", out _));
        Assert.Equal("Warning", Text(theirs, "LogLevel"));
        Assert.Equal("Warning", Text(ours, "@l"));
        Assert.Equal(Text(theirs, "Category"), Text(ours, "SourceContext"));
        Assert.Equal(Text(theirs, "Message"), Text(rendered, "@m"));
        Assert.Equal(Text(theirs.GetProperty("State"), "{OriginalFormat}"), Text(ours, "@mt"));
        Assert.Equal($"{theirs.GetProperty("State").GetProperty("Number")}", $"{ours.GetProperty("Number")}");
        Assert.Contains(Text(ours, "@x"), Text(theirs, "Exception"), StringComparison.Ordinal);
        Assert.Equal(theirs.GetProperty("EventId").GetInt32(), ours.GetProperty("EventId").GetProperty("Id").GetInt32());
        Assert.Equal(Text(theirs.GetProperty("Scopes")[0], "Message"), ours.GetProperty("Scope")[0].GetString());
    }

    [Fact]
    public void InformationHasNoLevelInTheJsonFile()
    {
        var line = JsonDocument.Parse(Ours(new CompactJsonFormatter(), l => l.LogInformation("a"))).RootElement;
        Assert.False(line.TryGetProperty("@l", out _));
        Assert.False(line.TryGetProperty("EventId", out _));
    }

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    static string Written(Action<ILoggingBuilder> configure, Action<Microsoft.Extensions.Logging.ILogger> call)
    {
        using var console = new GatedConsole();
        console.Open();
        using (var factory = LoggerFactory.Create(configure)) call(factory.CreateLogger("Shop.Orders"));
        return console.Text;
    }

    string Ours(ITextFormatter formatter, Action<Microsoft.Extensions.Logging.ILogger> call)
    {
        var path = Folder[$"{Guid.NewGuid():N}.log"];
        using (var serilog = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.MtaioFile(formatter, path).CreateLogger())
        using (var factory = LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Trace).AddSerilog(serilog)))
            call(factory.CreateLogger("Shop.Orders"));
        return System.IO.File.ReadAllText(path);
    }

    /// <summary>The console meanwhile: it takes nothing until it is opened.</summary>
    sealed class GatedConsole : StringWriter
    {
        readonly TextWriter _before = Console.Out;
        readonly ManualResetEventSlim _open = new();

        public GatedConsole() => Console.SetOut(this);

        public string Text => ToString();

        public void Open() => _open.Set();

        public override void Write(string? value)
        {
            _open.Wait();
            base.Write(value);
        }

        protected override void Dispose(bool disposing)
        {
            _open.Set();
            Console.SetOut(_before);
            base.Dispose(disposing);
        }
    }
}
