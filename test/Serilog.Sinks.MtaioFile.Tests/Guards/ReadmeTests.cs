using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>
/// Runs every C# example of README.md and of the pages on delivery, shipping and Windows; ReadmeTextTests compare the pages with these.
/// </summary>
[Collection(ProcessWideState.Name)]
public sealed class ReadmeTests : LogInCurrentDirectory
{
    [Fact]
    public async Task TheQuickStartWritesItsThreeFiles()
    {
        // readme:quick-start
        Log.Logger = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile("logs/app.log", maxBytes: 10_000_000, backupCount: 5)
            .WriteTo.MtaioJsonFile("logs/app.clef")
            .WriteTo.MtaioFile("logs/errors.log", restrictedToMinimumLevel: LogEventLevel.Error)
            .CreateLogger();

        Log.Information("Order {OrderId} took {Elapsed:0.0} ms", 4711, 12.3);
        await Log.CloseAndFlushAsync();
        // end
        Assert.EndsWith(" [INF] Order 4711 took 12.3 ms\n", Folder.Text("logs/app.log"), StringComparison.Ordinal);
        Assert.Equal(4711, JsonDocument.Parse(Folder.Text("logs/app.clef")).RootElement.GetProperty("OrderId").GetInt32());
        // A file is opened with its first event.
        Assert.Equal(["logs/app.clef", "logs/app.log"], Folder.Files.Keys);
    }

    [Fact]
    public async Task AWebApplicationLogsToTheFilesOfItsSettings()
    {
        var settings = CodeBlock.In(Snippets.Read("README.md"), "json")[0];
        Folder.Write("appsettings.json", settings);
        using var built = new BuiltHost();
        var running = WebApplicationAsync(["--urls", "http://127.0.0.1:0"]);
        var host = await built.StartedAsync();
        using (var client = BuiltHost.Client(host)) Assert.Equal("Hello", await client.GetStringAsync(new Uri("/", UriKind.Relative)));
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await running;
        Assert.Contains(" [INF] HTTP GET / responded 200 in ", Folder.Text("logs/app.log"), StringComparison.Ordinal);
        Assert.Equal(["logs/app.clef", "logs/app.log"], Folder.Files.Keys.Where(f => f.StartsWith("logs/", StringComparison.Ordinal)));
    }

    [Fact]
    public void OptionsAreGivenAsAnObject()
    {
        // readme:options
        using var log = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile("logs/app.log", options: new MtaioFileOptions
            {
                FlushToDiskInterval = TimeSpan.FromSeconds(5),
                Batching = new MtaioBatchingOptions { QueueLimit = 50_000, Overflow = OverflowPolicy.Shed },
            })
            .CreateLogger();
        // end
        log.Information("Hello");
        log.Dispose();
        Assert.EndsWith(" [INF] Hello\n", Folder.Text("logs/app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheRecordsOfALogThatCanBeProvedCompleteHaveNumbers()
    {
        {
            // readme:proof
            using var log = new LoggerConfiguration()
                .WriteTo.MtaioJsonFile("logs/app.clef", options: new MtaioFileOptions { Sequence = true })
                .CreateLogger();
            // end
            log.Information("Hello");
        }
        Assert.Equal(["0", "1", "0"], Folder.Clef("logs/app.clef").Select(l => l.Text("@q")));
    }

    [Fact]
    public void TheFallbackGetsTheEventsThatThePrimaryFileDrops()
    {
        Directory.CreateDirectory(Folder["logs/app.log"]);
        // delivery:fallback
        using var log = new LoggerConfiguration()
            .WriteTo.FallbackChain(
                primary => primary.MtaioFile("logs/app.log", options: new MtaioFileOptions { RetryTimeLimit = TimeSpan.FromSeconds(1) }),
                fallback => fallback.MtaioFile("fallback/app.log"))
            .CreateLogger();
        // end
        log.Information("Hello");
        log.Dispose();
        Assert.Equal(["fallback/app.log"], Folder.Files.Keys);
        Assert.EndsWith(" [INF] Hello\n", Folder.Text("fallback/app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void AFailureListenerGetsTheDroppedEvents()
    {
        var listener = new CollectingFailureListener();
        // delivery:listener
        using var log = new LoggerConfiguration()
            .WriteTo.Fallible(sink => sink.MtaioFile("logs/app.log"), listener)
            .CreateLogger();
        // end
        log.Information("written");
        log.Dispose();
        log.Information("too late");
        Assert.Equal("too late", Assert.Single(listener.EventsOf(Core.LoggingFailureKind.Final)).MessageTemplate.Text);
    }

    [Fact]
    public async Task AHandleActsOnTheRunningSink()
    {
        // readme:handle
        var handle = new MtaioFileHandle();
        await using var log = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile("logs/app.log", options: new MtaioFileOptions { Handle = handle })
            .CreateLogger();

        log.Information("Payment {PaymentId} is booked", 42);
        await handle.FlushAsync(toDisk: true);    // returns when the event is on the disk, or throws an IOException
        await handle.RotateAsync();               // app.log is now app.log.1
        await handle.ReopenAsync();               // opens the path again, after logrotate or another program has renamed the file
        var s = handle.Statistics;                // s.Accepted == s.Written + s.Dropped + s.Pending, at any moment
        await handle.CloseAsync();                // writes the waiting events and closes the file, also without disposing the logger
        // end
        Assert.EndsWith(" [INF] Payment 42 is booked\n", Folder.Text("logs/app.log.1"), StringComparison.Ordinal);
        Assert.Equal("", Folder.Text("logs/app.log"));
        Assert.Equal(handle.Statistics, s);
        handle.ShouldHaveCounted(accepted: 1, written: 1, dropped: 0, pending: 0, rotations: 1);
    }

    [RequiresSignalFact("HUP")]
    public async Task ASignalReopensAFileThatWasRenamed()
    {
        // shipping:reopen
        var handle = new MtaioFileHandle();
        await using var log = new LoggerConfiguration()
            .WriteTo.MtaioFile("logs/app.log", options: new MtaioFileOptions { Handle = handle }, maxBytes: null)
            .CreateLogger();
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;    // otherwise the signal ends the process
            handle.ReopenAsync();
        });
        // end
        log.Information("before");
        await handle.FlushAsync();
        System.IO.File.Move(Folder["logs/app.log"], Folder["logs/app.log.1"]);
        Shell.Run("kill", "-HUP", $"{Environment.ProcessId}");
        Eventually.True(() => System.IO.File.Exists(Folder["logs/app.log"]), "the file to be there again");
        log.Information("after");
        await handle.FlushAsync();
        Assert.EndsWith(" [INF] before\n", Folder.Text("logs/app.log.1"), StringComparison.Ordinal);
        Assert.EndsWith(" [INF] after\n", Folder.Text("logs/app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void AReaderThatSharesTheFileIsInNobodysWay()
    {
        using var log = new LoggerConfiguration()
            .AuditTo.MtaioRotatingFile("logs/app.log", maxBytes: 10, outputTemplate: "{Message}\n")
            .CreateLogger();
        log.Information("first");
        var path = Folder["logs/app.log"];
        // windows:reader
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        // end
        log.Information("second");
        Assert.Equal("first", reader.ReadLine());
        Assert.Equal(("second\n", "first\n"), (Folder.Text("logs/app.log"), Folder.Text("logs/app.log.1")));
    }

    [Fact]
    public void AnAuditEventIsInTheFileWhenTheCallReturns()
    {
        // delivery:audit
        using var audit = new LoggerConfiguration()
            .AuditTo.MtaioJsonFile("logs/audit.clef", options: new MtaioFileOptions { FlushToDiskInterval = TimeSpan.Zero })
            .CreateLogger();

        audit.Information("{User} was given {Role}", "alice", "admin");    // on the disk when it returns; throws if that failed
        // end
        Assert.Contains("\"User\":\"alice\"", Folder.Text("logs/audit.clef"), StringComparison.Ordinal);
    }

    static async Task WebApplicationAsync(string[] args)
    {
        // readme:web
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSerilog(log => log.ReadFrom.Configuration(builder.Configuration));

        await using var app = builder.Build();
        app.UseSerilogRequestLogging();
        app.MapGet("/", () => "Hello");
        await app.RunAsync();
        // end
    }
}
