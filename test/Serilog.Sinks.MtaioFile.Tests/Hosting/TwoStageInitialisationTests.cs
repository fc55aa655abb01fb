using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Hosting;

/// <summary>The logger of the host takes over from a bootstrap logger, and both write one file.</summary>
[Collection(ProcessWideState.Name)]
public sealed class TwoStageInitialisationTests : HostedLogUnderTest
{
    const string Template = "{Stage} {Message:lj}\n";

    [Fact]
    public async Task EventsOfTheBootstrapLoggerAndTheFinalLoggerAreInTheFileInOrder()
    {
        Log.Logger = Bootstrap();
        Log.Information("before the host");
        using (var host = Host())
        {
            Log.Information("the host is built");
            await host.StartAsync();
            host.Services.GetRequiredService<ILogger<TwoStageInitialisationTests>>().LogInformation("from the host");
            await host.StopAsync();
        }
        // Unlike other loggers of a host, this one is its caller's to close.
        Log.Information("the host is gone");
        await Log.CloseAndFlushAsync();
        Assert.Equal(
            "bootstrap before the host\nfinal the host is built\nfinal from the host\nfinal the host is gone\n",
            Folder.Text("app.log"));
    }

    [Fact]
    public async Task NothingIsLostOrDuplicatedWhileTheFinalLoggerTakesOver()
    {
        Log.Logger = Bootstrap();
        using var changing = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        // Made before the change, and used after it.
        var context = Log.ForContext<TwoStageInitialisationTests>();
        var writing = Task.Run(() =>
        {
            var n = 0;
            while (!stop.IsCancellationRequested)
            {
                context.Information("{N}", n++);
                if (n == 1000) changing.Set();
            }
            return n;
        });
        changing.Wait();
        int written;
        using (var host = Host())
        {
            await host.StartAsync();
            Eventually.True(() => Folder.Text("app.log").Contains("\nfinal ", StringComparison.Ordinal), "the final logger to write");
            await stop.CancelAsync();
            written = await writing;
            await host.StopAsync();
        }
        await Log.CloseAndFlushAsync();
        var lines = Folder.Text("app.log")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => char.IsAsciiDigit(l[^1]))
            .Select(l => l.Split(' '))
            .ToList();
        Assert.Equal(Enumerable.Range(0, written).Select(n => $"{n}"), lines.Select(l => l[1]));
        Assert.Equal(["bootstrap", "final"], lines.Select(l => l[0]).Distinct());
    }

    [Fact]
    public async Task IfTheFinalLoggerCannotBeCreatedEventsForTheClosedBootstrapLoggerAreReported()
    {
        using var selfLog = new SelfLogOutput(Folder);
        Log.Logger = Bootstrap();
        Log.Information("starting");
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddSerilog(log => log.WriteTo.MtaioRotatingFile(Folder["app.log"], maxBytes: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            using var host = builder.Build();
        });
        Log.Fatal("could not start");
        await Log.CloseAndFlushAsync();
        Assert.Equal("bootstrap starting\n", Folder.Text("app.log"));
        Assert.Single(selfLog.Lines, l => l.Contains(Folder["app.log"], StringComparison.Ordinal));
    }

    Serilog.Extensions.Hosting.ReloadableLogger Bootstrap() =>
        new LoggerConfiguration().Enrich.WithProperty("Stage", "bootstrap")
            .WriteTo.MtaioFile(Folder["app.log"], Template, options: Patient.Options())
            .CreateBootstrapLogger();

    IHost Host()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddSerilog((_, log) => log
            .MinimumLevel.Override("Microsoft", Events.LogEventLevel.Warning)
            .Enrich.WithProperty("Stage", "final")
            .WriteTo.MtaioFile(Folder["app.log"], Template, options: Patient.Options()));
        return builder.Build();
    }
}
