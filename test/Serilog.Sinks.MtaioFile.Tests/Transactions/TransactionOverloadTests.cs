using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Transactions without a name, begun with options or with a level; no argument needs its name.</summary>
public sealed class TransactionOverloadTests() : EventsUnderTest(Transactional.Logger)
{
    static readonly LogTransactionOptions Fatal = new() { ExceptionLevel = LogEventLevel.Fatal };

    public static TheoryData<string> Ways =>
        ["Action", "Func", "Task", "Task<T>", "ValueTask", "ValueTask<T>", "TaskAsync", "Task<T>Async"];

    [Fact]
    public void ATransactionBeginsWithOptionsOrALevel()
    {
        using (Logger.BeginTransaction(Fatal)) Logger.Information("x");
        AssertFailed(LogEventLevel.Fatal);
        using (Logger.BeginTransaction(LogEventLevel.Warning)) Logger.Information("x");
        AssertFailed(LogEventLevel.Warning);
    }

    [Fact]
    public void NullIsNoName()
    {
        using (Logger.BeginTransaction(null)) Logger.Information("x");
        AssertFailed(LogEventLevel.Error);
        using (Logger.BeginTransaction(null, null)) Logger.Information("x");
        AssertFailed(LogEventLevel.Error);
        using (Logger.BeginTransaction(default)) Logger.Information("x");
        AssertFailed(LogEventLevel.Error);
        Logger.RunTransaction(_ => Logger.Information("x"), null);
        Assert.Equal("Completed", Sink.Last.Value("TransactionOutcome"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AMethodRunsWithOptions(string way)
    {
        await Assert.ThrowsAsync<IOException>(() => way switch
        {
            "Action" => Task.Run(() => Logger.RunTransaction(_ => Throw(), Fatal)),
            "Func" => Task.Run(() => Logger.RunTransaction(_ => Throw(), Fatal)),
            "Task" => Logger.RunTransaction(async _ => await ThrowLaterAsync(), Fatal),
            "Task<T>" => Logger.RunTransaction(async Task<int> (_) => await ThrowLaterAsync(), Fatal),
            "ValueTask" => Logger.RunTransaction(async ValueTask (_) => await ThrowLaterAsync(), Fatal),
            "ValueTask<T>" => Logger.RunTransaction(async ValueTask<int> (_) => await ThrowLaterAsync(), Fatal),
            "TaskAsync" => Logger.RunTransactionAsync(async Task (_) => await ThrowLaterAsync(), Fatal),
            _ => Logger.RunTransactionAsync(_ => ThrowLaterAsync(), Fatal),
        });
        AssertFailed(LogEventLevel.Fatal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AMethodRunsWithALevel(string way)
    {
        await Assert.ThrowsAsync<IOException>(() => way switch
        {
            "Action" => Task.Run(() => Logger.RunTransaction(_ => Throw(), LogEventLevel.Fatal)),
            "Func" => Task.Run(() => Logger.RunTransaction(_ => Throw(), LogEventLevel.Fatal)),
            "Task" => Logger.RunTransaction(async _ => await ThrowLaterAsync(), LogEventLevel.Fatal),
            "Task<T>" => Logger.RunTransaction(async Task<int> (_) => await ThrowLaterAsync(), LogEventLevel.Fatal),
            "ValueTask" => Logger.RunTransaction(async ValueTask (_) => await ThrowLaterAsync(), LogEventLevel.Fatal),
            "ValueTask<T>" => Logger.RunTransaction(async ValueTask<int> (_) => await ThrowLaterAsync(), LogEventLevel.Fatal),
            "TaskAsync" => Logger.RunTransactionAsync(async Task (_) => await ThrowLaterAsync(), LogEventLevel.Fatal),
            _ => Logger.RunTransactionAsync(_ => ThrowLaterAsync(), LogEventLevel.Fatal),
        });
        AssertFailed(LogEventLevel.Fatal);
    }

    [Fact]
    public async Task TheResultOfTheMethodIsReturned()
    {
        Assert.Equal(1, Logger.RunTransaction(_ => 1, Fatal));
        Assert.Equal(2, await Logger.RunTransaction(async _ =>
        {
            await Task.Yield();
            return 2;
        }, LogEventLevel.Fatal));
        Assert.Equal(3, await Logger.RunTransactionAsync(_ => Task.FromResult(3), Fatal));
    }

    [Fact]
    public void AGroupIsWrittenAsOneBlock()
    {
        using (var group = Logger.BeginGroup())
        {
            Logger.Information("first");
            Assert.Empty(Sink.Events);
            using (ExecutionContext.SuppressFlow()) Hang.Join([Hang.Start(() => Logger.Information("other"))]);
            Logger.Information("second");
            group.Complete();
        }
        Assert.Equal(["other", "first", "second", Transactional.Completed], Sink.Templates);
    }

    [Fact]
    public void AGroupThatIsNotCompletedHasFailedAtItsLevel()
    {
        using (Logger.BeginGroup("import", LogEventLevel.Warning)) Logger.Information("x");
        AssertFailed(LogEventLevel.Warning);
        Assert.Equal("import", Sink.Last.Value("TransactionName"));
    }

    [Fact]
    public void WrongLevelsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Logger.BeginTransaction((LogEventLevel)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Logger.BeginGroup(null, (LogEventLevel)9));
    }

    void AssertFailed(LogEventLevel level) =>
        Assert.Equal((level, "Failed"), (Sink.Last.Level, Sink.Last.Value("TransactionOutcome")));

    static int Throw() => throw new IOException("no");

    static async Task<int> ThrowLaterAsync()
    {
        await Task.Yield();
        return Throw();
    }
}
