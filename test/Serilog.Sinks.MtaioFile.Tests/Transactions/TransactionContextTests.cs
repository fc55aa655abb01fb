using System.Diagnostics;
using Serilog.Context;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Transactions work with pushed properties, other enrichers and a synchronization context.</summary>
public sealed class TransactionContextTests : LogUnderTest
{
    [Fact]
    public void PushedPropertiesWorkInsideATransactionAsOutside()
    {
        using (var log = Transactional.FileLogger(Folder, "{A}{TransactionName}|"))
        {
            using var transaction = log.BeginTransaction("t", Transactional.Grouped);
            using (LogContext.PushProperty("A", 1))
            {
                log.Information("x");
                using (LogContext.PushProperty("A", 2)) log.Information("x");
                log.Information("x");
            }
            log.Information("x");
        }
        Assert.Equal("1t|2t|1t|t|t|", Folder.Text("app.log"));
    }

    [Fact]
    public void EventsWrittenAfterTheEndKeepTheTransactionIdWithWhichTheyWereLogged()
    {
        using var gated = new GatedFormatter();
        var written = new CollectingSink();
        using (var log = new LoggerConfiguration().Enrich.FromLogContext().WriteTo.MtaioFile(new DelegateFormatter((e, output) =>
        {
            gated.Format(e, output);
            written.Emit(e);
        }), Folder["app.log"]).CreateLogger())
        {
            log.Information("first");
            gated.AwaitWorker();
            using (var transaction = log.BeginTransaction())
            {
                log.Information("inside");
                transaction.Complete();
            }
            log.Information("after");
            gated.Open();
        }
        Assert.Equal([false, true, true, false], written.Events.Select(e => e.Properties.ContainsKey(Transactional.Id)));
    }

    [Fact]
    public void AnEnricherThatThrowsLosesNeitherRecordsNorTheEndRecord()
    {
        var sink = new CollectingSink();
        using var log = new LoggerConfiguration().Enrich.With(new Throwing()).Enrich.FromLogContext()
            .WriteTo.MtaioTransactions(to => to.Sink(sink))
            .CreateLogger();
        using (log.BeginTransaction(options: Transactional.Held)) log.Information("held");
        Assert.Equal(["held", Transactional.Failed], sink.Templates);
    }

    [Fact]
    public void ATransactionWorksInASynchronizationContextThatRunsNothing()
    {
        var sink = new CollectingSink();
        using var log = Transactional.Logger(sink);
        Hang.Fails(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new Deaf());
            var suspended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = log.RunTransactionAsync(async _ =>
            {
                await suspended.Task.ConfigureAwait(false);
                log.Information("inside");
            });
            suspended.SetResult();
            running.Wait();
        });
        Assert.Equal(["inside", Transactional.Completed], sink.Templates);
    }

    [RequiresFact("jq")]
    public async Task TheJsonOfTransactionsAndBatchesIsValidForJq()
    {
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose()
            .Enrich.FromLogContext()
            .Enrich.WithMtaioRecord("app", LogEventLevel.Error)
            .WriteTo.MtaioJsonFile(Folder["app.clef"])
            .WriteTo.MtaioJsonFile(Folder["rendered.clef"], formatter: new RenderedCompactJsonFormatter())
            .WriteTo.MtaioJsonFile(Folder["app.json"], formatter: new MtaioJsonFormatter())
            .CreateLogger())
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 50), async (n, _) =>
            {
                using var transaction = log.BeginTransaction($"\"{n}\"", Transactional.Held);
                await Task.Yield();
                log.WriteBatch(LogEventLevel.Information, ["{", "a\nb", "\"😀\\", ""]);
                log.Information("{message} {@level}", double.NaN, new { A = new[] { 1.5, double.PositiveInfinity } });
                transaction.Fail(new IOException("\"no\"\n"));
            });
        }
        foreach (var name in Folder.Names)
        {
            using var jq = Process.Start(new ProcessStartInfo("jq", ["-e", "-c", ".", Folder[name]]) { RedirectStandardOutput = true })!;
            var output = await jq.StandardOutput.ReadToEndAsync();
            await jq.WaitForExitAsync();
            Assert.Equal((0, 300, 300), (jq.ExitCode, output.Count(c => c == '\n'), Folder.Text(name).Count(c => c == '\n')));
        }
    }

    sealed class Throwing : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => throw new InvalidOperationException("no");
    }

    /// <summary>Forgets what is posted to it.</summary>
    sealed class Deaf : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
