using System.Text;
using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Runs;

/// <summary>Whoever verifies a log that real processes have written finds exactly what was done to it.</summary>
public sealed class ProvenLogTests : IDisposable
{
    static readonly string Key = Convert.ToBase64String(new byte[32]);

    readonly TempFolder _folder = new();

    string LogPath => _folder["app.log"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("json=true max=20000")]
    [InlineData("json=true max=20000 compression=GZip")]
    [InlineData("json=true max=20000 archiveName={stem}-{date}.{n:000}{ext}")]
    [InlineData("json=true")]
    [InlineData("max=20000")]
    [InlineData("max=20000 compression=GZip archiveName={name}.{n:00}")]
    public void ALogThatWasClosedIsComplete(string options)
    {
        for (var run = 0; run < 3; run++) Write($"{options}", 1000);
        var log = Verify();
        AssertIs(Verdict.Complete, log);
        Assert.DoesNotContain(log.Findings, f => f.Severity != FindingSeverity.Information);
        Assert.Equal([1000, 1000, 1000], log.Runs.Select(r => r.LastNumber));
        Assert.All(log.Runs, r => Assert.True(r.HasEnded));
    }

    [RequiresFact("kill")]
    public void OnlyTheRunsOfKilledProcessesLackTheirEnds()
    {
        const int Kills = 6;
        for (var life = 0; life < Kills; life++)
        {
            using var process = WriterProcess.Start($"open path={LogPath} sequence=true json=true max=50000", "pump 200 size=80");
            process.AwaitTimes("pumped", 3 + life);
            process.Kill();
        }
        Write("json=true max=50000", 100);
        var log = Verify();
        AssertIs(Verdict.Incomplete, log);
        Assert.Equal(Kills + 1, log.Runs.Count);
        Assert.All(Errors(log), f => Assert.Contains(f.Kind, new[] { FindingKind.NoEndRecord, FindingKind.TornLine }));
        Assert.Equal(Kills, log.Findings.Count(f => f.Kind == FindingKind.NoEndRecord));
        Assert.InRange(log.Findings.Count(f => f.Kind == FindingKind.TornLine), 0, Kills);
    }

    [Theory]
    [InlineData("json=true")]
    [InlineData("json=true kind=audit")]
    [InlineData("json=true kind=audit chain=Plain")]
    public void AProcessThatExitsWithoutClosingItsLoggerEndsItsRun(string options)
    {
        using (var process = WriterProcess.Start($"open path={LogPath} sequence=true {options}", "write 100"))
        {
            process.Await("wrote");
            Assert.Equal(0, process.Finish());
        }
        AssertIs(Verdict.Complete, Verify());
    }

    [RequiresFact("kill")]
    public void AProcessThatIsTerminatedEndsItsRun()
    {
        using (var process = WriterProcess.Start($"open path={LogPath} sequence=true json=true", "write 100"))
        {
            process.Await("wrote");
            Shell.Run("kill", "-TERM", $"{process.Pid}");
            Assert.NotEqual(0, process.AwaitExit());
        }
        AssertIs(Verdict.Complete, Verify());
    }

    [TheoryExcept(Except.Wine, "its calls on files take so long that the log grows faster than it is read")]
    [InlineData("backups=1000")]
    [InlineData("backups=1000 compression=GZip")]
    [InlineData("backups=5")]
    public void ALogThatRotatesWhileItIsReadIsComplete(string options)
    {
        using var process = WriterProcess.Start(
            $"open path={LogPath} sequence=true json=true max=20000 {options}", "pump 50 size=40 pause=20");
        process.AwaitTimes("pumped", 3);
        for (var i = 0; i < 10; i++) AssertIs(Verdict.Complete, Verify());
    }

    [Fact]
    public void ARunThatGoesOnIsCompleteSoFar()
    {
        using var process = WriterProcess.Start($"open path={LogPath} sequence=true json=true", "write 500", "flush");
        process.Await("acked");
        var log = Verify();
        Assert.Equal((Verdict.Complete, true), (log.Verdict, log.IsSoFar));
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void WhatAFullDiskHasCostIsAnnounced()
    {
        using var disk = new MemoryDisk(_folder);
        using var process = disk.Start(
            "64k",
            $"open path={disk["app.log"]} sequence=true json=true overflow=DropNewest queue=100 batch=50 retry=600000",
            "write 3000 size=80");
        process.Await("wrote");
        disk.Remount("size=4m");
        process.Ask("flush", "acked");
        process.Ask("dispose", "disposed");
        var log = MtaioLogReader.Open(Path.Combine(disk.Outside, "app.log")).Verify();
        AssertIs(Verdict.CompleteButForAnnouncedLosses, log);
        Assert.Empty(Errors(log));
        Assert.InRange(log.AnnouncedLosses, 1, 2999);
        Assert.Equal(3000, Assert.Single(log.Runs).LastNumber);
        Assert.Equal(["the queue was full"], log.DropsByReason.Keys);
    }

    [Fact]
    public void ADeletedArchiveIsFound()
    {
        Write("json=true max=20000", 1000);
        System.IO.File.Delete(_folder["app.log.2"]);
        var log = Verify();
        AssertIs(Verdict.Incomplete, log);
        Assert.Contains(log.Findings, f => f.Kind == FindingKind.MissingArchive);
        Assert.Contains(log.Findings, f => f.Kind == FindingKind.MissingNumbers);
    }

    [Fact]
    public void DeletedOldArchivesAreTakenForRetention()
    {
        Write("json=true max=20000 backups=2", 2000);
        AssertIs(Verdict.Complete, Verify());
    }

    [Theory]
    [InlineData("MissingNumbers")]
    [InlineData("DoubledNumber")]
    [InlineData("NumberOutOfOrder")]
    public void AChangedOrderIsFound(string kind)
    {
        Write("json=true", 100);
        var lines = FileInUse.Lines(LogPath).ToList();
        if (kind == "MissingNumbers") lines.RemoveAt(50);
        else if (kind == "DoubledNumber") lines.Insert(50, lines[50]);
        else (lines[50], lines[51]) = (lines[51], lines[50]);
        FileInUse.Write(LogPath, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
        var log = Verify();
        AssertIs(Verdict.Incomplete, log);
        Assert.Contains(log.Findings, f => $"{f.Kind}" == kind && f.Line is 51 or 52);
    }

    [Theory]
    [InlineData("Plain", false)]
    [InlineData("env", true)]
    public void AByteThatWasChangedInAChainedLogIsFound(string chain, bool withKey)
    {
        var keyFile = _folder["key"];
        FileInUse.Write(keyFile, Encoding.UTF8.GetBytes(Key));
        Write($"kind=audit json=true chain={(withKey ? "file:" + keyFile : chain)}", 200);
        var options = new MtaioLogOptions { Key = withKey ? new byte[32] : null };
        AssertIs(Verdict.Complete, MtaioLogReader.Open(LogPath, options).Verify());
        var bytes = FileInUse.Bytes(LogPath);
        bytes[Array.IndexOf(bytes, (byte)':', bytes.Length / 2) - 2] ^= 1;
        FileInUse.Write(LogPath, bytes);
        var log = MtaioLogReader.Open(LogPath, options).Verify();
        AssertIs(Verdict.Incomplete, log);
        Assert.Contains(log.Findings, f => f.Kind == FindingKind.BrokenChain);
    }

    [Fact]
    public void FourProcessesOnOneFileAreFourCompleteRuns()
    {
        var open = $"open path={LogPath} sequence=true json=true shared=true max=30000";
        var processes = Enumerable.Range(0, 4).Select(_ => WriterProcess.Start(open, "write 500 size=40", "dispose")).ToArray();
        foreach (var process in processes)
        {
            process.Await("disposed");
            process.Dispose();
        }
        var log = Verify();
        AssertIs(Verdict.Complete, log);
        Assert.Equal([500, 500, 500, 500], log.Runs.Select(r => r.LastNumber));
    }

    void Write(string options, int count)
    {
        using var process = WriterProcess.Start($"open path={LogPath} sequence=true {options}", $"write {count} size=20", "dispose");
        process.Await("disposed");
        Assert.Equal(0, process.Finish());
    }

    LogVerification Verify() => MtaioLogReader.Open(LogPath).Verify();

    static void AssertIs(Verdict expected, LogVerification log) =>
        Assert.True(expected == log.Verdict, $"{log.Summary}:\n{string.Join('\n', log.Findings.Take(20))}");

    static IEnumerable<Finding> Errors(LogVerification log) => log.Findings.Where(f => f.Severity == FindingSeverity.Error);
}
