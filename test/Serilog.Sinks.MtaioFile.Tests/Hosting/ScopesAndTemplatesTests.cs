using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Hosting;

/// <summary>Events of Microsoft.Extensions.Logging keep their templates, properties and scopes in text and JSON files.</summary>
[Collection(ProcessWideState.Name)]
public sealed partial class ScopesAndTemplatesTests : HostedLogUnderTest
{
    [Fact]
    public void TemplatesAndPropertiesOfTheCallAreKept()
    {
        const string Template = "Order {OrderId} took {Elapsed:0.0} ms for {@Customer}";
        var exception = new TimeoutException("too late");
        LogThroughHost(log => log.LogWarning(new EventId(7, "Slow"), exception, Template, 4711, 12.34, new { Name = "alice" }));
        var line = Assert.Single(Folder.Clef("app.clef"));
        Assert.Equal(("Order {OrderId} took {Elapsed:0.0} ms for {@Customer}", "Warning"), (line.Text("@mt"), line.Text("@l")));
        Assert.Equal(("4711", "12.34", """{"Name":"alice"}"""), (line.Text("OrderId"), line.Text("Elapsed"), line.Text("Customer")));
        Assert.Equal(
            (typeof(ScopesAndTemplatesTests).FullName, """{"Id":7,"Name":"Slow"}""", "System.TimeoutException: too late"),
            (line.Text("SourceContext"), line.Text("EventId"), line.Text("@x")));
        Assert.Equal(
            "[WRN] Order 4711 took 12.3 ms for {\"Name\":\"alice\"} []\nSystem.TimeoutException: too late" + Environment.NewLine,
            Folder.Text("app.log"));
    }

    [Fact]
    public void ScopesBecomeProperties()
    {
        LogThroughHost(log =>
        {
            using (log.BeginScope("Import {File}", "orders.csv"))
            using (log.BeginScope(new Dictionary<string, object> { ["Tenant"] = "acme" }))
            {
                log.LogInformation("inside");
            }
            log.LogInformation("outside");
        });
        var inside = Folder.ClefOf("app.clef", "inside");
        Assert.Equal(
            ("orders.csv", "acme", """["Import orders.csv"]"""),
            (inside.Text("File"), inside.Text("Tenant"), inside.Text("Scope")));
        Assert.Null(Folder.ClefOf("app.clef", "outside").Text("Tenant"));
        Assert.Equal("[INF] inside [acme]\n[INF] outside []\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task ScopesFlowIntoTransactions()
    {
        var log = default(ILogger);
        await LogThroughHostAsync(async from =>
        {
            log = Log.Logger;
            using (from.BeginScope(new Dictionary<string, object> { ["Tenant"] = "acme" }))
            {
                await log.RunTransactionAsync(
                    async _ =>
                    {
                        await Task.Yield();
                        from.LogInformation("inside");
                    },
                    "import",
                    new LogTransactionOptions { Mode = TransactionMode.Grouped });
            }
            from.LogInformation("outside");
        });
        var inside = Folder.ClefOf("app.clef", "inside");
        Assert.Equal(("acme", "import"), (inside.Text("Tenant"), inside.Text("TransactionName")));
        Assert.Null(Folder.ClefOf("app.clef", "outside").Text("TransactionName"));
    }

    [Fact]
    public void GeneratedMethodsLogTheirProperties()
    {
        LogThroughHost(log => Shipped(log, 4711, "tea"));
        var line = Assert.Single(Folder.Clef("app.clef"));
        Assert.Equal(
            ("Order {OrderId} with {Goods} is shipped", "4711", "tea"),
            (line.Text("@mt"), line.Text("OrderId"), line.Text("Goods")));
        Assert.Equal("""{"Id":12,"Name":"Shipped"}""", line.Text("EventId"));
    }

    void LogThroughHost(Action<ILogger<ScopesAndTemplatesTests>> log) => LogThroughHostAsync(to =>
    {
        log(to);
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    async Task LogThroughHostAsync(Func<ILogger<ScopesAndTemplatesTests>, Task> log)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSerilog(to => to
            .Enrich.FromLogContext()
            .WriteTo.MtaioJsonFile(Folder["app.clef"])
            .WriteTo.MtaioFile(Folder["app.log"], "[{Level:u3}] {Message:lj} [{Tenant}]\n{Exception}"));
        using var host = builder.Build();
        await log(host.Services.GetRequiredService<ILogger<ScopesAndTemplatesTests>>());
    }

    [LoggerMessage(12, LogLevel.Information, "Order {OrderId} with {Goods} is shipped")]
    private static partial void Shipped(Microsoft.Extensions.Logging.ILogger log, int orderId, string goods);
}
