using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Processes that end inside a transaction or a batch: the file has what was held, and says how the transaction ended.</summary>
public sealed class UnfinishedTransactionTests : LogUnderTest
{
    const string Thrown = "failed: as asked for";
    const string Ended = "failed: the process ended first";

    [RequiresTheory("kill")]
    [InlineData("", "Grouped", "throw", Thrown)]
    [InlineData("", "Grouped", "environment-exit", Ended)]
    [InlineData("", "HeldUntilFailure", "throw", Thrown)]
    [InlineData("", "HeldUntilFailure", "environment-exit", Ended)]
    [InlineData("", "Written", "throw", Thrown)]
    [InlineData("", "Written", "environment-exit", Ended)]
    [InlineData("kind=audit", "Grouped", "throw", Thrown)]
    [InlineData("kind=audit", "HeldUntilFailure", "environment-exit", Ended)]
    [InlineData("kind=wrapped", "Grouped", "throw", Thrown)]
    [InlineData("kind=wrapped", "HeldUntilFailure", "environment-exit", Ended)]
    public void AProcessThatEndsInsideATransactionWritesItsRecordsAndHowItEnded(string kind, string mode, string end, string outcome)
    {
        foreach (var run in new[] { "run=false", "run=true" })
        {
            var path = Folder[$"{run}.log"];
            using var process = WriterProcess.Start($"open path={path} {kind}", $"in-transaction 10 mode={mode} end={end} {run}");
            process.AwaitExit();
            var files = NumberedFiles.Read(path);
            Assert.Equal(Numbers.From(1, 10), files.Numbers);
            Assert.EndsWith(outcome, Assert.Single(files.Others), StringComparison.Ordinal);
        }
    }

    [RequiresTheory("kill")]
    [InlineData("Grouped", "")]
    [InlineData("HeldUntilFailure", "")]
    [InlineData("Written", "")]
    [InlineData("Grouped", "kind=audit")]
    [InlineData("HeldUntilFailure", "kind=wrapped")]
    public void ASignalThatEndsTheProcessInsideATransactionWritesItsRecordsAndTellsOfIt(string mode, string kind)
    {
        using var process = WriterProcess.Start($"open path={LogPath} {kind}", $"in-transaction 10 mode={mode}");
        process.Await("inside");
        Shell.Run("kill", "-TERM", $"{process.Pid}");
        Assert.Equal(143, process.AwaitExit());
        var files = NumberedFiles.Read(LogPath);
        Assert.Equal(Numbers.From(1, 10), files.Numbers);
        Assert.EndsWith("was still running at SIGTERM", files.Others[0], StringComparison.Ordinal);
    }

    [RequiresTheory("kill")]
    [InlineData("Grouped", 10)]
    [InlineData("HeldUntilFailure", 0)]
    public void ATransactionGoesOnAfterASignalThatTheApplicationHandlesItself(string mode, int written)
    {
        // Up to .NET 8 the oldest handler comes first, since then the newest.
        string[] beginning = Environment.Version.Major < 9
            ? ["ignore-term", $"open path={LogPath}"]
            : [$"open path={LogPath}", "ignore-term"];
        using var process = WriterProcess.Start([.. beginning, $"in-transaction 10 mode={mode} completes=true"]);
        process.Await("inside");
        Shell.Run("kill", "-TERM", $"{process.Pid}");
        process.Await("ignored");
        process.Ask("go on", "ended");
        process.Ask("flush", "acked");
        var files = NumberedFiles.Read(LogPath);
        Assert.Equal(Numbers.From(1, written), files.Numbers);
        Assert.All(files.Others, line => Assert.EndsWith("completed successfully", line, StringComparison.Ordinal));
    }

    [RequiresTheory("kill")]
    [InlineData("throw")]
    [InlineData("environment-exit")]
    public void AProcessThatEndsInsideABatchWritesItsRecords(string end)
    {
        using var process = WriterProcess.Start($"open path={LogPath}", $"in-batch 10 end={end}");
        process.AwaitExit();
        NumberedFiles.Read(LogPath).AreExactly(1, 10);
    }

    [RequiresTheory("kill")]
    [InlineData("Grouped")]
    [InlineData("Written")]
    public void ABatchInsideATransactionIsWrittenBeforeTheEndOfTheTransaction(string mode)
    {
        using var process = WriterProcess.Start($"open path={LogPath}", $"in-batch-in-transaction 1500 mode={mode} end=environment-exit");
        process.AwaitExit();
        Assert.Equal(Numbers.From(1, 3000), NumberedFiles.Read(LogPath).Numbers);
        Assert.EndsWith(Ended, FileInUse.Lines(LogPath)[^1], StringComparison.Ordinal);
    }

    [RequiresTheory("kill")]
    [InlineData("Grouped")]
    [InlineData("HeldUntilFailure")]
    public void ATransactionThatIsNeverDisposedIsWrittenWhenTheProcessExits(string mode)
    {
        using var process = WriterProcess.Start($"open path={LogPath}", $"forget-transaction 10 mode={mode}", "write 5", "exit");
        Assert.Equal(0, process.AwaitExit());
        Assert.Equal(Numbers.From(1, 15), NumberedFiles.Read(LogPath).Numbers);
    }
}
