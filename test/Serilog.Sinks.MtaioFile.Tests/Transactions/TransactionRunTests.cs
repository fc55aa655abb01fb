using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>RunTransaction: the result, the exception and the cancellation of its method.</summary>
public sealed class TransactionRunTests() : EventsUnderTest(Transactional.Logger)
{
    public static TheoryData<string> Ways => ["Action", "Func", "Task", "Task<T>", "async", "async T", "ValueTask", "ValueTask<T>"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ATransactionCompletesWhenItsMethodReturns(string way)
    {
        var result = await Run(way, _ => 42);
        Assert.Equal(way is "Func" or "async T" || way.EndsWith("<T>", StringComparison.Ordinal) ? 42 : 0, result);
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
            case "Task<T>":
                return await log.RunTransactionAsync(t => LaterAsync(t), "job");
            case "async":
                await log.RunTransaction(
                    async t =>
                    {
                        await Task.Yield();
                        body(t);
                    },
                    "job");
                return 0;
            case "async T":
                return await log.RunTransaction(
                    async t =>
                    {
                        await Task.Yield();
                        return body(t);
                    },
                    "job");
            case "ValueTask":
                await log.RunTransaction(t => new ValueTask(LaterAsync(t)), "job");
                return 0;
            default:
                return await log.RunTransaction(t => new ValueTask<int>(LaterAsync(t)), "job");
        }

        async Task<int> LaterAsync(LogTransaction transaction)
        {
            await Task.Yield();
            return body(transaction);
        }
    }

    [Fact]
    public async Task TheRecordsBehindAnAwaitOfAFailingMethodAreWritten()
    {
        await Assert.ThrowsAsync<IOException>(() => Logger.RunTransaction(
            async _ =>
            {
                Logger.Information("before");
                await Task.Yield();
                Logger.Information("behind");
                throw new IOException("no");
            },
            options: Transactional.Held));
        Assert.Equal(["before", "behind", Transactional.Failed], Sink.Templates);
    }

    [Fact]
    public void ALambdaThatOnlyThrowsThrowsToItsCaller()
    {
        var failure = new IOException("no");
        Assert.Same(failure, Record.Exception(() =>
        {
            Logger.RunTransaction(_ =>
            {
                Logger.Information("inside");
                throw failure;
            });
        }));
        Assert.Equal(["inside", Transactional.Failed], Sink.Templates);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task ATransactionRunsWhileItsTaskRunsAndDoesNotReachTheCaller()
    {
        var goOn = new TaskCompletionSource();
        var running = Logger.RunTransaction(async _ =>
        {
            await goOn.Task;
            Logger.Information("inside");
        });
        AssertNothingIsLeft();
        goOn.SetResult();
        await running;
        Assert.Equal(["after", "inside", Transactional.Completed], Sink.Templates);
    }

    [Fact]
    public async Task AMethodThatReturnsNullInsteadOfATaskIsTold()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Logger.RunTransactionAsync(_ => null!));
        Assert.Equal("the method of the transaction returned null instead of a task", thrown.Message);
        Assert.Equal("Failed", Assert.Single(Sink.Events).Value("TransactionOutcome"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Logger.RunTransactionAsync(_ => (Task<int>)null!));
        AssertNothingIsLeft();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int ThrowFromHere(Exception failure) => throw failure;

    void AssertNothingIsLeft()
    {
        Logger.Information("after");
        Assert.Empty(Sink.Last.Properties);
    }
}
