using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Transactions that are begun with options or with a level, with and without a name; no argument needs its name.</summary>
public sealed class TransactionOverloadTests() : EventsUnderTest(Transactional.Logger)
{
    const string Name = "TransactionName";

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
        using (Logger.BeginTransaction("import", LogEventLevel.Fatal)) Logger.Information("x");
        AssertFailed(LogEventLevel.Fatal, "import");
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
        using (Logger.BeginTransaction("import", null)) Logger.Information("x");
        AssertFailed(LogEventLevel.Error, "import");
        using (Logger.BeginTransaction("import", default)) Logger.Information("x");
        AssertFailed(LogEventLevel.Error, "import");
        using (Logger.BeginGroup(null)) Logger.Information("x");
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

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AMethodRunsWithANameAndALevel(string way)
    {
        await Assert.ThrowsAsync<IOException>(() => way switch
        {
            "Action" => Task.Run(() => Logger.RunTransaction(_ => Throw(), "import", LogEventLevel.Fatal)),
            "Func" => Task.Run(() => Logger.RunTransaction(_ => Throw(), "import", LogEventLevel.Fatal)),
            "Task" => Logger.RunTransaction(async _ => await ThrowLaterAsync(), "import", LogEventLevel.Fatal),
            "Task<T>" => Logger.RunTransaction(async Task<int> (_) => await ThrowLaterAsync(), "import", LogEventLevel.Fatal),
            "ValueTask" => Logger.RunTransaction(async ValueTask (_) => await ThrowLaterAsync(), "import", LogEventLevel.Fatal),
            "ValueTask<T>" => Logger.RunTransaction(async ValueTask<int> (_) => await ThrowLaterAsync(), "import", LogEventLevel.Fatal),
            "TaskAsync" => Logger.RunTransactionAsync(async Task (_) => await ThrowLaterAsync(), "import", LogEventLevel.Fatal),
            _ => Logger.RunTransactionAsync(_ => ThrowLaterAsync(), "import", LogEventLevel.Fatal),
        });
        AssertFailed(LogEventLevel.Fatal, "import");
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
        Assert.Equal(4, Logger.RunTransaction(_ => 4, "count", LogEventLevel.Fatal));
        Assert.Equal(5, await Logger.RunTransactionAsync(_ => Task.FromResult(5), "count", LogEventLevel.Fatal));
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
        AssertFailed(LogEventLevel.Warning, "import");
        using (Logger.BeginGroup(LogEventLevel.Fatal)) Logger.Information("x");
        AssertFailed(LogEventLevel.Fatal);
    }

    [Fact]
    public void WrongLevelsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Logger.BeginTransaction((LogEventLevel)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Logger.BeginGroup(null, (LogEventLevel)9));
    }

    void AssertFailed(LogEventLevel level, string? name = null)
    {
        Assert.Equal((level, "Failed"), (Sink.Last.Level, Sink.Last.Value("TransactionOutcome")));
        Assert.Equal(name is not null, Sink.Last.Properties.ContainsKey(Name));
        if (name is not null) Assert.Equal(name, Sink.Last.Value(Name));
    }

    static int Throw() => throw new IOException("no");

    static async Task<int> ThrowLaterAsync()
    {
        await Task.Yield();
        return Throw();
    }
}
