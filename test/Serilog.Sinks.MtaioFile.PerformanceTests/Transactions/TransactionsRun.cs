using System.Diagnostics;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Transactions;

/// <summary>The child that logs in one situation of transactions.</summary>
sealed class TransactionsRun(Logger log, MtaioFileHandle handle, int events)
{
    public const string Command = "transactions-run";

    public static Dictionary<string, double> Run(Arguments arguments)
    {
        var handle = new MtaioFileHandle();
        using var log = new LoggerConfiguration()
            .WriteTo.MtaioFile(arguments.Text("--path")!, maxBytes: null, options: new MtaioFileOptions { Handle = handle })
            .CreateLogger();
        var run = new TransactionsRun(log, handle, arguments.Number("--events", 0));
        run.Measure();
        var size = arguments.Number("--size", 0);
        return arguments.Word(0) switch
        {
            TransactionCase.Before => run.Measure(),
            TransactionCase.After => run.AfterOne(),
            TransactionCase.Nested => run.Nested(size),
            TransactionCase.Open => run.Open(size),
            var other => throw new ArgumentException($"there is no case '{other}'"),
        };
    }

    /// <summary>The time until all events are written, and what their caller allocates.</summary>
    Dictionary<string, double> Measure()
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < events; i++)
            log.Information(SampleEvent.Template, i, SampleEvent.Customer, SampleEvent.Elapsed(i));
        handle.FlushAsync().GetAwaiter().GetResult();
        return new(StringComparer.Ordinal)
        {
            [Metric.Nanoseconds] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / events,
            [Metric.AllocatedBytes] = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)events,
        };
    }

    Dictionary<string, double> AfterOne()
    {
        using (var transaction = log.BeginTransaction("first")) transaction.Complete();
        return Measure();
    }

    Dictionary<string, double> Nested(int depth)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        return Nest(depth, before);
    }

    Dictionary<string, double> Nest(int depth, long before)
    {
        if (depth == 0)
        {
            var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            var values = Measure();
            values[Metric.HeapBytes] = bytes;
            return values;
        }
        using var transaction = log.BeginTransaction();
        var inner = Nest(depth - 1, before);
        transaction.Complete();
        return inner;
    }

    /// <summary>Opens them all, each in a flow of its own, logs an event in each, and lets them end together.</summary>
    Dictionary<string, double> Open(int transactions)
    {
        var end = new TaskCompletionSource();
        var flows = new Task[transactions];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < transactions; i++) flows[i] = LogInTransaction(i, end.Task);
        var opened = Stopwatch.GetElapsedTime(start);
        var heap = GC.GetTotalMemory(forceFullCollection: true) - before;
        var values = Measure();
        start = Stopwatch.GetTimestamp();
        end.SetResult();
        Task.WaitAll(flows);
        values[Metric.OpenNanoseconds] = opened.TotalNanoseconds / transactions;
        values[Metric.EndNanoseconds] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / transactions;
        values[Metric.HeapBytes] = heap;
        return values;
    }

    async Task LogInTransaction(int number, Task end)
    {
        await using var transaction = log.BeginTransaction();
        log.Information(SampleEvent.Template, number, SampleEvent.Customer, SampleEvent.Elapsed(number));
        await end.ConfigureAwait(false);
        transaction.Complete();
    }
}
