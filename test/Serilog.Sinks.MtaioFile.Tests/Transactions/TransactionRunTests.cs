using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>RunTransaction: the result, the exception and the cancellation of its method.</summary>
public sealed class TransactionRunTests() : EventsUnderTest(Transactional.Logger)
{
    public static TheoryData<string> Ways => ["Action", "Func", "Task", "Task<T>"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ATransactionCompletesWhenItsMethodReturns(string way)
    {
        var result = await Run(way, _ => 42);
        Assert.Equal(way is "Func" or "Task<T>" ? 42 : 0, result);
        Assert.Equal(
            (LogEventLevel.Information, "Completed", "job"),
            (Sink.Last.Level, Sink.Last.Value("TransactionOutcome"), Sink.Last.Value("TransactionName")));
        AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task TheSameExceptionReachesTheCallerWithItsStack(string way)
    {
        var failure = new InvalidOperationException("no");
        var thrown = await Record.ExceptionAsync(() => Run(way, _ => ThrowFromHere(failure)));
        Assert.Same(failure, thrown);
        Assert.Contains(nameof(ThrowFromHere), thrown!.StackTrace, StringComparison.Ordinal);
        var end = Assert.Single(Sink.Events);
        Assert.Equal((LogEventLevel.Error, "Failed"), (end.Level, end.Value("TransactionOutcome")));
        Assert.Same(failure, end.Exception);
        AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ACanceledMethodIsNeverCompleted(string way)
    {
        var canceled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(way, _ =>
        {
            canceled.ThrowIfCancellationRequested();
            return 1;
        }));
        Assert.Equal("Canceled", Assert.Single(Sink.Events).Value("TransactionOutcome"));
        AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AMethodThatCallsFailHasFailedEvenIfItReturns(string way)
    {
        await Run(way, transaction =>
        {
            transaction.Fail();
            return 1;
        });
        Assert.Equal("Failed", Assert.Single(Sink.Events).Value("TransactionOutcome"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ALoggerThatThrowsDoesNotReplaceWhatTheMethodThrows(string way)
    {
        using var log = new LoggerConfiguration().AuditTo.Sink(new CollectingSink(_ => throw new IOException("disk"))).CreateLogger();
        var failure = new InvalidOperationException("no");
        Assert.Same(failure, await Record.ExceptionAsync(() => Run(way, _ => ThrowFromHere(failure), log)));
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task ATaskThatIsCanceledIsNotCompleted()
    {
        await Assert.ThrowsAsync<TaskCanceledException>(
            () => Logger.RunTransactionAsync(_ => Task.FromCanceled(new CancellationToken(canceled: true))));
        Assert.Equal("Canceled", Assert.Single(Sink.Events).Value("TransactionOutcome"));
    }

    async Task<int> Run(string way, Func<LogTransaction, int> body, ILogger? logger = null)
    {
        var log = logger ?? Logger;
        switch (way)
        {
            case "Action":
                log.RunTransaction(t => { body(t); }, "job");
                return 0;
            case "Func":
                return log.RunTransaction(body, "job");
            case "Task":
                await log.RunTransactionAsync(
                    async t =>
                    {
                        await Task.Yield();
                        body(t);
                    },
                    "job");
                return 0;
            default:
                return await log.RunTransactionAsync(
                    async t =>
                    {
                        await Task.Yield();
                        return body(t);
                    },
                    "job");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int ThrowFromHere(Exception failure) => throw failure;

    void AssertNothingIsLeft()
    {
        Logger.Information("after");
        Assert.Empty(Sink.Last.Properties);
    }
}
