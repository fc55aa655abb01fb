using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Runs every C# example of docs/transactions.md exactly as the page shows it.</summary>
[Collection(ProcessWideState.Name)]
public sealed class TransactionsDocumentTests : LogInCurrentDirectory
{
    [Fact]
    public void TheDocumentShowsWhatIsRunHere() =>
        Snippets.AssertShown(
            "docs/transactions.md", "test/Serilog.Sinks.MtaioFile.Tests/Guards/TransactionsDocumentTests.cs", "transactions");

    [Fact]
    public void TheTableHasEveryOptionWithItsDefault()
    {
        var standard = new LogTransactionOptions();
        var expected = typeof(LogTransactionOptions).GetProperties().Select(p => $"| `{p.Name}` | `{p.GetValue(standard)}` | ");
        var text = Snippets.Read("docs/transactions.md").Split("\n## Options\n")[1].Split("\n## ")[0];
        var rows = text.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), rows.Select(r => Start(r)).Order(StringComparer.Ordinal));

        static string Start(string row) => string.Concat(row.Split('|')[..3].Select(cell => cell + "|")) + " ";
    }

    [Fact]
    public void TheHeldExampleWritesTheFileInTheDocument()
    {
        const string Template = "[{Level:u3}] {Message:lj}{NewLine}";
        using (var log = new LoggerConfiguration().Enrich.FromLogContext().WriteTo.MtaioFile("app.log", Template).CreateLogger())
        {
            var held = new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure };
            using (var good = log.BeginTransaction("order 1", held))
            {
                log.Information("order 1: taken");
                log.Warning("order 1: slow");
                good.Complete();
            }
            using (var bad = log.BeginTransaction("order 2", held))
            {
                log.Information("order 2: taken");
                log.Warning("order 2: slow");
                log.Information("order 2: paid");
                bad.Fail(new InvalidOperationException("out of stock"));
            }
        }
        var text = System.Text.RegularExpressions.Regex.Replace(Folder.Text("app.log"), "[0-9a-f]{8}-[0-9a-f-]{27}", "0193…");
        Assert.Equal(text, CodeBlock.In(Snippets.Read("docs/transactions.md"), "text")[0]);
    }

    [Fact]
    public async Task TheScopeAndRunExamplesWriteTheirEvents()
    {
        static Task ImportAsync() => Task.CompletedTask;
        // transactions:scope
        await using var log = new LoggerConfiguration()
            .Enrich.FromLogContext()
            .WriteTo.MtaioFile("app.log")
            .CreateLogger();

        await using (var transaction = log.BeginTransaction("import"))
        {
            log.Information("reading");
            await ImportAsync();
            transaction.Complete();
        }
        // end
        // transactions:run
        await log.RunTransactionAsync(_ => ImportAsync(), "import");
        var rows = log.RunTransaction(_ => 42, "count");
        // end
        await log.DisposeAsync();
        Assert.Equal((42, 4), (rows, Folder.Text("app.log").Count(c => c == '\n')));
    }

    [Fact]
    public void TheHeldExampleWritesNothingWhenItSucceeds()
    {
        var sink = new CollectingSink();
        using var log = Transactional.Logger(sink);
        // transactions:held
        var held = new LogTransactionOptions
        {
            Mode = TransactionMode.HeldUntilFailure,
            HoldBelow = LogEventLevel.Warning,
            HeldLimit = 500,
        };
        log.RunTransaction(_ => log.Information("only seen when it fails"), "order", held);
        // end
        Assert.Empty(sink.Events);
    }

    [Fact]
    public void TheBacktraceExampleWritesDetailsBeforeAnError()
    {
        // transactions:backtrace
        using var log = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.MtaioBacktrace(to => to.MtaioFile("app.log"), limit: 100)
            .CreateLogger();
        // end
        log.Debug("detail");
        log.Error("trouble");
        log.Dispose();
        Assert.Matches("(?s)detail\n.*trouble\n$", Folder.Text("app.log"));
    }

    [Fact]
    public void TheConsoleExampleHoldsEvents()
    {
        var before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            // transactions:console
            using var log = new LoggerConfiguration()
                .Enrich.FromLogContext()
                .WriteTo.MtaioTransactions(to => to.Console())
                .CreateLogger();
            // end
            log.RunTransaction(_ => log.Information("quiet"), options: Transactional.Held);
            log.Information("loud");
        }
        finally
        {
            Console.SetOut(before);
        }
        Assert.Contains("loud", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("quiet", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheBatchExampleLogsEveryItem()
    {
        var sink = new CollectingSink();
        using var log = Transactional.Logger(sink);
        // transactions:batch
        log.WriteBatch(LogEventLevel.Information, ["text with {braces}", "second line"]);
        log.WriteBatch(LogEventLevel.Debug, "row {Row}", Enumerable.Range(1, 3));
        // end
        Assert.Equal(["text with {braces}", "second line", "row 1", "row 2", "row 3"], sink.Messages);
    }

    [Fact]
    public async Task TheMiddlewareExampleRunsOneTransactionForEachRequest()
    {
        using var log = new LoggerConfiguration().Enrich.FromLogContext()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .WriteTo.MtaioFile("app.log", "{TransactionName}|{Message:lj}{NewLine}")
            .CreateLogger();
        await using var app = Application(log);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        // Past any proxy that the machine has.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address) };
        var requests = Enumerable.Range(0, 30)
            .Select(n => client.GetAsync(new Uri($"/{(n % 10 == 0 ? "throw" : n % 10 == 1 ? "error" : "good")}/{n}", UriKind.Relative)))
            .ToList();
        var codes = (await Task.WhenAll(requests)).Select(r => (int)r.StatusCode).ToList();
        Assert.Equal((24, 3, 3), (codes.Count(c => c == 200), codes.Count(c => c == 500), codes.Count(c => c == 503)));
        await app.StopAsync();
        await log.DisposeAsync();

        var all = Folder.Text("app.log").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(all, l => l.Contains("/good/", StringComparison.Ordinal));
        Assert.DoesNotContain(all, l => l.StartsWith("|Request ", StringComparison.Ordinal));
        // ASP.NET Core tells of the exceptions outside the transaction. The request logging logs at Error, which is not held.
        var lines = all.Where(l => l[0] != '|' && !l.Contains("|HTTP GET ", StringComparison.Ordinal)).ToList();
        Assert.Equal((6 * 3, 6), (lines.Count, all.Count(l => l.Contains("|HTTP GET ", StringComparison.Ordinal))));
        Assert.Equal(3, lines.Count(l => l.EndsWith(" failed: no", StringComparison.Ordinal)));
        foreach (var block in lines.Chunk(3))
        {
            var name = block[0].Split('|')[0];
            Assert.Matches("^GET /(throw|error)/[0-9]+$", name);
            Assert.Equal([$"{name}|began {name[4..]}", $"{name}|worked on {name[4..]}"], block[..2]);
            Assert.StartsWith($"{name}|Transaction ", block[2], StringComparison.Ordinal);
        }
    }

    static WebApplication Application(Logger log)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseExceptionHandler(failed => failed.Run(_ => Task.CompletedTask));
        UseTransactions(app, app.Services.GetRequiredService<Serilog.ILogger>());
        app.UseSerilogRequestLogging(options => options.Logger = log);
        app.Run(async context =>
        {
            log.Information("began {Path:l}", context.Request.Path.Value);
            await Task.Yield();
            log.Information("worked on {Path:l}", context.Request.Path.Value);
            if (context.Request.Path.StartsWithSegments("/throw")) throw new InvalidOperationException("no");
            if (context.Request.Path.StartsWithSegments("/error")) context.Response.StatusCode = 503;
        });
        return app;
    }

    // transactions:middleware
    static void UseTransactions(IApplicationBuilder app, Serilog.ILogger log)
    {
        var quietWhenItWorks = new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure };
        app.Use((context, next) => log.RunTransactionAsync(
            async transaction =>
            {
                await next(context);
                if (context.Response.StatusCode >= 500) transaction.Fail($"status {context.Response.StatusCode}");
            },
            name: $"{context.Request.Method} {context.Request.Path}",
            options: quietWhenItWorks));
    }
    // end
}
