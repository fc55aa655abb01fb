using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Several processes write files with a date in their names.</summary>
public sealed class SharedRollingTests : LogUnderTest
{
    const int Lines = 2000;
    const int LineSize = 50;
    const int MaxBytes = 10 * 1024;

    static readonly string[] Prefixes = ["a", "b", "c"];

    [RequiresTheory("kill")]
    [InlineData("None")]
    [InlineData("GZip")]
    public void TheLinesOfAllProcessesAreInTheFilesOnceAndInOrderAndNoFileExceedsTheLimit(string compression)
    {
        var writers = Array.ConvertAll(Prefixes, p => Start(p, compression));
        foreach (var writer in writers) writer.Tell("dispose");
        foreach (var writer in writers) Assert.Equal(0, writer.Finish());
        AssertComplete(NumberedFiles.ReadRolling(Folder));
        Assert.Equal([], writers.SelectMany(w => w.Failures));
        var logs = Folder.Names.Where(n => !n.EndsWith(".lock", StringComparison.Ordinal)).ToList();
        var plain = logs.Where(n => !n.EndsWith(".gz", StringComparison.Ordinal)).Select(n => new FileInfo(Folder[n]).Length);
        Assert.All(plain, length => Assert.InRange(length, 0, MaxBytes));
        // Two processes that went on to different files would leave more files than the lines fill.
        const int linesPerFile = MaxBytes / LineSize;
        Assert.Equal((Prefixes.Length * Lines + linesPerFile - 1) / linesPerFile, logs.Count);
        foreach (var writer in writers) writer.Dispose();
    }

    [RequiresFact("kill")]
    public void AProcessThatIsKilledLosesNothingOfTheOthers()
    {
        using var victim = Start("a", "None");
        using var survivor = Start("b", "None");
        victim.Await("wrote");
        victim.Kill();
        survivor.Tell("dispose");
        Assert.Equal(0, survivor.Finish());
        var files = NumberedFiles.ReadRolling(Folder);
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("b"));
        var numbers = files.NumbersOf("a");
        Assert.Equal(Numbers.From(1, numbers.Count), numbers);
        Assert.InRange(files.Others.Count, 0, 1);
    }

    /// <summary>A file that is left needs no rename: whenever a process is killed, the next one continues where it was.</summary>
    [RequiresFact("kill")]
    public void AKillAtAnyTimeLosesNoFlushedLineAndDoublesNone()
    {
        for (var run = 0; run < 8; run++)
        {
            using var process = WriterProcess.Start($"{Open(shared: false, "GZip")} after={run * 1_000_000}", "write 500 size=50", "flush");
            process.Await("acked");
            process.Tell("write 3000 size=50");
            Thread.Sleep(5 * run);
            process.Kill();
        }
        // A compression that was cut short is finished at the next start.
        using (var last = WriterProcess.Start($"{Open(shared: false, "GZip")} after=8000000", "write 1", "dispose"))
        {
            Assert.Equal(0, last.Finish());
        }
        var numbers = NumberedFiles.ReadRolling(Folder).Numbers;
        Assert.Equal(numbers.Distinct().Order(), numbers);
        for (var run = 0L; run < 8; run++)
        {
            var first = run * 1_000_000;
            var own = numbers.Where(n => n > first && n < first + 1_000_000).ToList();
            Assert.InRange(own.Count, 500, 3500);
            Assert.Equal(Numbers.From(first + 1, first + own.Count), own);
        }
    }

    static void AssertComplete(NumberedFiles files)
    {
        Assert.All(Prefixes, p => Assert.Equal(Numbers.From(1, Lines), files.NumbersOf(p)));
        Assert.Empty(files.Others);
    }

    WriterProcess Start(string prefix, string compression) =>
        WriterProcess.Start(Open(shared: true, compression), $"write {Lines} prefix={prefix} size={LineSize}");

    string Open(bool shared, string compression)
    {
        var path = Folder["app-{date:yyyy}.log"];
        return $"open path={path} interval=Year shared={shared} max={MaxBytes} compression={compression}";
    }
}
