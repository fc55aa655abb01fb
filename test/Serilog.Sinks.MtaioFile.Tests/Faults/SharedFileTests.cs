using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Several processes write one file.</summary>
public sealed class SharedFileTests : LogUnderTest
{
    const int Lines = 2000;
    const int LineSize = 50;
    const int MaxBytes = 10 * 1024;
    static readonly string[] Prefixes = ["a", "b", "c", "d"];

    string Log => Folder["app.log"];

    [RequiresTheory("kill")]
    [InlineData("None")]
    [InlineData("GZip")]
    public void TheLinesOfAllProcessesAreInTheFilesOnceAndInOrderAndNoFileExceedsTheLimit(string compression)
    {
        var writers = Array.ConvertAll(Prefixes, p => Start(p, $"shared=true compression={compression}"));
        foreach (var writer in writers) writer.Tell("dispose");
        foreach (var writer in writers) Assert.Equal(0, writer.Finish());
        var files = NumberedFiles.Read(Log);
        Assert.All(Prefixes, p => Assert.Equal(Numbers.From(1, Lines), files.NumbersOf(p)));
        Assert.Empty(files.Others);
        Assert.Equal([], writers.SelectMany(w => w.Failures));
        Assert.Contains("app.log.lock", Folder.Names);
        Assert.DoesNotContain(Folder.Names, n => n.EndsWith(".gz.tmp", StringComparison.Ordinal));
        var plain = Directory.GetFiles(Folder.Path)
            .Where(f => !f.EndsWith(".gz", StringComparison.Ordinal))
            .Select(f => new FileInfo(f).Length);
        Assert.All(plain, length => Assert.InRange(length, 0, MaxBytes));
        // Two rotations that ran into each other would leave more files than the lines fill.
        const int linesPerFile = MaxBytes / LineSize;
        var logs = Folder.Names.Count(n => n != "app.log.lock");
        Assert.Equal((Prefixes.Length * Lines + linesPerFile - 1) / linesPerFile, logs);
        foreach (var writer in writers) writer.Dispose();
    }

    [RequiresFact("kill")]
    public void WhenOneProcessIsKilledItsLockIsFreeAndTheOthersContinue()
    {
        using var victim = Start("a", "shared=true");
        using var survivor = Start("b", "shared=true");
        victim.Await("wrote");
        victim.Kill();
        Assert.Equal(0, survivor.Finish());
        var files = NumberedFiles.Read(Log);
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("b"));
        var numbers = files.NumbersOf("a");
        Assert.Equal(Numbers.From(1, numbers.Count), numbers);
        Assert.InRange(files.Others.Count, 0, 1);
    }

    [RequiresFact("kill")]
    public void ProcessesThatFindAnOldFileAtTheSameTimeRotateItOnce()
    {
        var writers = Array.ConvertAll(
            Prefixes, p => WriterProcess.Start($"open path={Log} interval=Year shared=true", $"write 100 prefix={p}", "dispose"));
        foreach (var writer in writers) Assert.Equal(0, writer.Finish());
        Assert.Equal(["app.log", "app.log.lock"], Folder.Names);
        System.IO.File.SetLastWriteTimeUtc(Log, System.IO.File.GetLastWriteTimeUtc(Log).AddYears(-1));
        var later = Array.ConvertAll(
            Prefixes, p => WriterProcess.Start($"open path={Log} interval=Year shared=true after=100", $"write 100 prefix={p}", "dispose"));
        foreach (var writer in later) Assert.Equal(0, writer.Finish());
        Assert.Equal(["app.log", "app.log.1", "app.log.lock"], Folder.Names);
        var files = NumberedFiles.Read(Log);
        Assert.All(Prefixes, p => Assert.Equal(Numbers.From(1, 200), files.NumbersOf(p)));
        Assert.Empty(files.Others);
        foreach (var writer in writers.Concat(later)) writer.Dispose();
    }

    [RequiresFact("kill")]
    public void WithoutTheOptionSharedASecondProcessIsReported()
    {
        using var first = WriterProcess.Start($"open path={Log}", "write 1", "flush");
        first.Await("acked");
        using var second = WriterProcess.Start($"open path={Log}", "write 1", "flush");
        second.Await("acked");
        Assert.Empty(first.Failures);
        Assert.Contains($"another process is writing to {Log}", Assert.Single(second.Failures), StringComparison.Ordinal);
        Assert.Equal([1, 1], NumberedFiles.Read(Log).Numbers);
    }

    [RequiresFact("kill")]
    public void ALockFileThatCannotBeCreatedIsReportedAndTheEventsWait()
    {
        Directory.CreateDirectory(Folder["app.log.lock"]);
        using var writer = WriterProcess.Start($"open path={Log} shared=true", "write 3");
        Eventually.True(() => writer.Failures.Count > 0, "the report");
        Assert.Contains(
            $"the lock file {Folder["app.log.lock"]} cannot be locked",
            Assert.Single(writer.Failures),
            StringComparison.Ordinal);
        Directory.Delete(Folder["app.log.lock"]);
        writer.Ask("flush", "acked");
        NumberedFiles.Read(Log).AreExactly(1, 3);
    }

    [RequiresFact("kill", "flock")]
    public void WhenTheLockFileIsDeletedAllProcessesTakeTheNewOne()
    {
        using var first = WriterProcess.Start($"open path={Log} shared=true", "write 1 prefix=a", "flush");
        first.Await("acked");
        using var held = Shell.Start("flock", Folder["app.log.lock"], "sleep", "60");
        Eventually.True(() => !Shell.Succeeds("flock", "-n", Folder["app.log.lock"], "true"), "a held lock");
        first.Ask("write 1 prefix=a", "wrote");
        System.IO.File.Delete(Folder["app.log.lock"]);
        using var second = WriterProcess.Start($"open path={Log} shared=true", "write 1 prefix=b", "flush");
        second.Await("acked");
        held.Kill(entireProcessTree: true);
        first.Ask("flush", "acked");
        // Both take the lock of the file at the path, so both wait for a third.
        using var third = Shell.Start("flock", Folder["app.log.lock"], "sleep", "60");
        Eventually.True(() => !Shell.Succeeds("flock", "-n", Folder["app.log.lock"], "true"), "a held lock");
        first.Ask("write 1 prefix=a", "wrote");
        second.Ask("write 1 prefix=b", "wrote");
        Thread.Sleep(500);
        Assert.Equal(3, Folder.Text("app.log").Count(c => c == '\n'));
        third.Kill(entireProcessTree: true);
        first.Ask("flush", "acked");
        second.Ask("flush", "acked");
        Assert.Equal(5, Folder.Text("app.log").Count(c => c == '\n'));
    }

    WriterProcess Start(string prefix, string options) =>
        WriterProcess.Start($"open path={Log} max={MaxBytes} {options}", $"write {Lines} prefix={prefix} size={LineSize}");
}
