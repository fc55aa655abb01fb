using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Hosting;

/// <summary>Events carry the trace and the span in which they were logged.</summary>
[Collection(ProcessWideState.Name)]
public sealed class TraceTests : LogUnderTest
{
    readonly IHost _host;

    public TraceTests()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSerilog(log => log
            .Enrich.FromLogContext()
            .WriteTo.MtaioJsonFile(Folder["app.clef"])
            .WriteTo.MtaioFile(Folder["app.log"], "{TraceId} {SpanId} {Message:lj}\n"));
        _host = builder.Build();
    }

    public override void Dispose()
    {
        _host.Dispose();
        base.Dispose();
    }

    [Fact]
    public void TextAndJsonFilesHaveTheTraceAndSpanIds()
    {
        var log = _host.Services.GetRequiredService<ILogger<TraceTests>>();
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();
        log.LogInformation("inside");
        activity.Stop();
        log.LogInformation("outside");
        _host.Dispose();

        var (inside, outside) = (Folder.ClefOf("app.clef", "inside"), Folder.ClefOf("app.clef", "outside"));
        Assert.Equal(($"{activity.TraceId}", $"{activity.SpanId}"), (inside.Text("@tr"), inside.Text("@sp")));
        Assert.Equal((null, null), (outside.Text("@tr"), outside.Text("@sp")));
        Assert.Equal($"{activity.TraceId} {activity.SpanId} inside\n  outside\n", Folder.Text("app.log"));
    }

    [Fact]
    public void HeldEventsAndBatchesHaveTheTraceInWhichTheyWereLogged()
    {
        var log = _host.Services.GetRequiredService<ILogger>();
        Activity first, second;
        using (var transaction = log.BeginTransaction(options: new LogTransactionOptions { Mode = TransactionMode.Grouped }))
        {
            using (first = new Activity("first").SetIdFormat(ActivityIdFormat.W3C).Start()) log.Information("one");
            using (second = new Activity("second").SetIdFormat(ActivityIdFormat.W3C).Start())
            {
                log.WriteBatch(Events.LogEventLevel.Information, ["two"]);
            }
            transaction.Complete();
        }
        _host.Dispose();
        Assert.Equal(
            ($"{first.TraceId}", $"{first.SpanId}"),
            (Folder.ClefOf("app.clef", "one").Text("@tr"), Folder.ClefOf("app.clef", "one").Text("@sp")));
        Assert.Equal(
            ($"{second.TraceId}", $"{second.SpanId}"),
            (Folder.ClefOf("app.clef", "two").Text("@tr"), Folder.ClefOf("app.clef", "two").Text("@sp")));
    }
}
