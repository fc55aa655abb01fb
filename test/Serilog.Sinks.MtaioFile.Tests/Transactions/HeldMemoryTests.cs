using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Many transactions that hold more than the memory of the process allows, in a process of their own.</summary>
public sealed class HeldMemoryTests : IDisposable
{
    /// <summary>Of which held records may take an eighth.</summary>
    const long HeapLimit = 160 * 1024 * 1024;

    const int Transactions = 400;
    const int LinesOfEach = 10;
    const int Lines = Transactions * LinesOfEach;

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresFact("env")]
    public void GroupsWriteEarlyAndLoseNothing()
    {
        using var process = StartAndFail(TransactionMode.Grouped);
        process.Ask("dispose", "disposed");
        Assert.Equal(Enumerable.Range(1, Lines).Select(n => (long)n), Numbers().Order());
    }

    [RequiresFact("env")]
    public void RecordsHeldUntilAFailureAreDiscardedAndCounted()
    {
        using var process = StartAndFail(TransactionMode.HeldUntilFailure);
        process.Ask("flush", "acked");
        var statistics = process.Ask("stats", "stats");
        var written = Numbers().ToArray();
        Assert.InRange(written.Length, 1, Lines - 1);
        Assert.Equal(written, written.Distinct());
        Assert.Contains($"DroppedByHoldLimit = {Lines - written.Length},", statistics, StringComparison.Ordinal);
    }

    [RequiresFact("env")]
    public void ABacktraceDiscardsItsOldestRecords()
    {
        using var process = Start($"open kind=backtrace limit=1000 path={_folder["app.log"]}", "write 1000 size=50000");
        process.Await("wrote");
        AssertLittleMemory(process);
    }

    WriterProcess StartAndFail(TransactionMode mode)
    {
        var process = Start(
            $"open path={_folder["app.log"]}",
            $"open-transactions {Transactions} mode={mode} lines={LinesOfEach} size=40000");
        process.AwaitTimes("open", 2);
        AssertLittleMemory(process);
        process.Ask("fail-transactions", "failed");
        return process;
    }

    static WriterProcess Start(params string[] commands) =>
        WriterProcess.Start(["env", $"DOTNET_GCHeapHardLimit=0x{HeapLimit:X}"], commands);

    static void AssertLittleMemory(WriterProcess process) =>
        Assert.InRange(process.AskNumber("memory", "memory"), 0, HeapLimit / 2);

    IEnumerable<long> Numbers() =>
        from line in FileInUse.Lines(_folder["app.log"])
        let number = NumberedLine.TryParse(line, out _, out var parsed) ? parsed : (long?)null
        where number is not null
        select number.Value;
}
