using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Runs every C# example of docs/hosting.md exactly as the page shows it.</summary>
[Collection(ProcessWideState.Name)]
public sealed class HostingDocumentTests : LogInCurrentDirectory
{
    [Fact]
    public void TheDocumentShowsWhatIsRunHere() =>
        Snippets.AssertShown("docs/hosting.md", "test/Serilog.Sinks.MtaioFile.Tests/Guards/HostingDocumentTests.cs", "hosting");

    [Fact]
    public async Task TheWebApplicationLogsFromStartToEndInOneFile()
    {
        Folder.Write("appsettings.json", Block("json").First());
        using var built = new BuiltHost();
        var running = WebApplicationAsync(["--urls", "http://127.0.0.1:0"]);
        var host = await built.StartedAsync();
        using (var client = BuiltHost.Client(host)) Assert.Equal("Hello", await client.GetStringAsync(new Uri("/", UriKind.Relative)));
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await running;

        var lines = Folder.Text("logs/app.log").Split('\n');
        Assert.EndsWith(" [INF] Starting", lines[0], StringComparison.Ordinal);
        Assert.Single(lines, l => l.Contains(" [INF] HTTP GET / responded 200 in ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.EndsWith(" [INF] Application is shutting down...", StringComparison.Ordinal));
        Assert.Equal(lines.Length - 2, Folder.Clef("logs/app.clef").Count);
    }

    [Fact]
    public async Task AWebApplicationWithBrokenSettingsReportsThemInTheFile()
    {
        Folder.Write("appsettings.json", "{");
        await WebApplicationAsync([]);
        Assert.Contains(
            " [FTL] The application could not start\nSystem.IO.InvalidDataException",
            Folder.Text("logs/app.log"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWebApplicationWithWrongSettingsOfASinkReportsThemOnTheConsole()
    {
        Folder.Write("appsettings.json", Block("json").First().Replace("10000000", "0", StringComparison.Ordinal));
        var before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            await WebApplicationAsync([]);
        }
        finally
        {
            Console.SetOut(before);
        }
        Assert.Contains("The application could not start", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("maxBytes", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EachTenantHasAFileOfItsOwn()
    {
        LogOfATenant();
        Assert.EndsWith(" [INF] Order 17 taken\n", Folder.Text("logs/acme.log"), StringComparison.Ordinal);

        static void LogOfATenant()
        {
            // hosting:tenants
            var options = new MtaioFileOptions
            {
                FlushOnLevel = null,
                Batching = new MtaioBatchingOptions { Overflow = OverflowPolicy.Shed },
            };
            using var log = new LoggerConfiguration()
                .WriteTo.Map(
                    "Tenant",
                    "other",
                    (tenant, to) => to.MtaioRotatingFile($"logs/{tenant}.log", options: options),
                    sinkMapCountLimit: 2000)
                .CreateLogger();
            log.ForContext("Tenant", "acme").Information("Order {Order} taken", 17);
            // end
        }
    }

    [Fact]
    public async Task UseSerilogReadsTheSameSettings()
    {
        Folder.Write("appsettings.json", Block("json").First());
        await using (var app = WithUseSerilog(["--urls", "http://127.0.0.1:0"]).Build())
        {
            await app.StartAsync();
            app.Logger.LogInformation("from the application");
        }
        Assert.Contains(" [INF] from the application\n", Folder.Text("logs/app.log"), StringComparison.Ordinal);
        Assert.Contains(Folder.Clef("logs/app.clef"), l => l.Text("@mt") == "from the application");
    }

    [Fact]
    public async Task TheWorkerServiceLogsUntilTheEnd()
    {
        using var built = new BuiltHost();
        var running = WorkerAsync([]);
        var host = await built.StartedAsync();
        // .NET 10 starts the worker on another thread: a host that stops at once never runs it.
        Eventually.True(
            () => Folder.Files.GetValueOrDefault("logs/worker.log", "").Contains(" working\n", StringComparison.Ordinal),
            "the worker to log");
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await running;
        Assert.Matches(@" \[INF\] working\n(.*\n)*.* \[INF\] done\n$", Folder.Text("logs/worker.log"));
    }

    [Fact]
    public void TheScopesExampleWritesTheLineInTheDocument()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSerilog(log => log.WriteTo.MtaioJsonFile("app.clef"));
        using (var host = builder.Build())
        {
            var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Import");
            // hosting:scopes
            using (logger.BeginScope("Import {File}", "orders.csv"))
            using (logger.BeginScope(new Dictionary<string, object> { ["Tenant"] = "acme" }))
            {
                logger.LogInformation("Order {OrderId} took {Elapsed:0.0} ms", 4711, 12.34);
            }
            // end
        }
        Assert.Equal(WithoutTime(Block("text").Single()), WithoutTime(Folder.Text("app.clef")));
    }

    [Fact]
    public async Task TheEventsOfARequestHaveOneTrace()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSerilog(
            log => log.MinimumLevel.Override("Microsoft", Events.LogEventLevel.Warning).WriteTo.MtaioJsonFile("app.clef"));
        await using (var app = builder.Build())
        {
            // hosting:traces
            app.UseSerilogRequestLogging();
            app.MapGet("/orders/{id}", (int id, ILogger<Program> logger) =>
            {
                logger.LogInformation("Order {OrderId} is looked up", id);
                return $"order {id}";
            });
            // end
            await app.StartAsync();
            using var client = BuiltHost.Client(app);
            Assert.Equal("order 7", await client.GetStringAsync(new Uri("/orders/7", UriKind.Relative)));
        }
        var traces = Folder.Clef("app.clef").Select(l => l.Text("@tr")).ToList();
        Assert.Equal(2, traces.Count);
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(traces.Distinct()));
    }

    static async Task WebApplicationAsync(string[] args)
    {
        // hosting:web
        Log.Logger = new LoggerConfiguration()
            .WriteTo.Console()
            .WriteTo.MtaioRotatingFile("logs/app.log")
            .CreateBootstrapLogger();
        try
        {
            Log.Information("Starting");
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddSerilog((services, log) => log
                .ReadFrom.Configuration(builder.Configuration)
                .ReadFrom.Services(services)
                .Enrich.FromLogContext());

            await using var app = builder.Build();
            app.UseSerilogRequestLogging();
            app.MapGet("/", () => "Hello");
            await app.RunAsync();
        }
        catch (Exception ex)
        {
            Log.Fatal(ex, "The application could not start");
        }
        finally
        {
            await Log.CloseAndFlushAsync();
        }
        // end
    }

    static WebApplicationBuilder WithUseSerilog(string[] args)
    {
        // hosting:use-serilog
        var builder = WebApplication.CreateBuilder(args);
        builder.Host.UseSerilog((context, services, log) => log
            .ReadFrom.Configuration(context.Configuration)
            .ReadFrom.Services(services)
            .Enrich.FromLogContext());
        // end
        return builder;
    }

    static async Task WorkerAsync(string[] args)
    {
        // hosting:worker
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddSerilog(log => log
            .Enrich.FromLogContext()
            .WriteTo.MtaioRotatingFile("logs/worker.log"));
        builder.Services.AddHostedService<Worker>();
        await builder.Build().RunAsync();
        // end
    }

    static string[] Block(string language) => CodeBlock.In(Snippets.Read("docs/hosting.md"), language);

    static string WithoutTime(string line) => Regex.Replace(line, "\"@t\":\"[^\"]*\"", "");

    sealed class Worker(ILogger<Worker> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            log.LogInformation("working");
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var stopping = stoppingToken.Register(stopped.SetResult);
            await stopped.Task;
            log.LogInformation("done");
        }
    }

    sealed class Program;
}
