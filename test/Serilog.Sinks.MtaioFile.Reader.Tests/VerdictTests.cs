using Serilog.Sinks.MtaioFile.Reader.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>The verdict over whole logs, and the findings with their places.</summary>
public sealed class VerdictTests : IDisposable
{
    readonly TempFolder _folder = new();

    public static TheoryData<RecordShape, bool> Shapes() => new()
    {
        { RecordShape.Json, false },
        { RecordShape.Json, true },
        { RecordShape.Text, false },
        { RecordShape.Text, true },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ALogWithoutMistakesIsComplete(RecordShape shape, bool isChained)
    {
        var path = new HandLog(shape, isChained).Events(3).Rotate().Events(2).Rotate().Event().End().WriteTo(_folder);
        var log = Verified.At(path);
        Assert.Equal([], log.Places());
        Assert.Equal(Verdict.Complete, log.Verdict);
        Assert.Equal(10, log.Records);
        Assert.True(log.HasNumbers);
        Assert.Equal(isChained, log.HasChain);
        var run = Assert.Single(log.Runs);
        Assert.Equal(("k3x9f2ab", "another-host", 4711, 1L, 6L, true),
            (run.Id, run.Host, run.ProcessId, run.FirstNumber, run.LastNumber, run.HasEnded));
        Assert.Equal(["app.log.2", "app.log.1", "app.log"], log.Files.Select(f => f.File.Name));
        Assert.Equal([4L, 3, 3], log.Files.Select(f => f.Records));
        Assert.Equal("complete", log.Summary);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AnnouncedLossesAreSummed(RecordShape shape, bool isChained)
    {
        var path = new HandLog(shape, isChained).Events(2).Drop(5).Event().Lose(1).Event().End(dropped: "9").WriteTo(_folder);
        var log = Verified.At(path);
        Assert.Equal([], log.Places());
        Assert.Equal((Verdict.CompleteButForAnnouncedLosses, 6L), (log.Verdict, log.AnnouncedLosses));
        Assert.Equal(5, log.DropsByReason["the queue was full"]);
        Assert.Equal(5, log.DropsByLevel[Serilog.Events.LogEventLevel.Information]);
        Assert.Equal("complete but for 6 announced losses", log.Summary);
    }

    [Theory]
    [InlineData("3-5", "3-5", 3)]
    [InlineData("3-5", "3-6", 4)]
    [InlineData("3,5", "3-5", 3)]
    [InlineData("3-5", "6", 1)]
    [InlineData("3-9:3", "3-9:4", 4)]
    [InlineData("4", "3-9:4", 4)]
    [InlineData("3-9:4", "4,6", 2)]
    public void NumbersThatAnEndRecordHasNamedAreCountedOnceIfTheRunGoesOn(string dropped, string numbers, int count)
    {
        var path = new HandLog(RecordShape.Json).Events(2).Lose(7).End(dropped: dropped).Event().Announce(numbers, count)
            .End(dropped: $"3-9:{7 - count}").WriteTo(_folder);
        var log = Verified.At(path);
        Assert.Equal((7L, 7L, 0L), (log.AnnouncedLosses, log.Runs[0].Announced, log.Runs[0].Missing));
        Assert.Equal([], log.Places());
        Assert.Equal(7, log.DropsByReason.Values.Sum());
        Assert.Equal(count, log.DropsByReason["the queue was full"]);
    }

    [Fact]
    public void ASecondEndRecordThatNamesTheSameNumbersAddsNothing()
    {
        var path = new HandLog(RecordShape.Json).Events(2).Lose(3).End(dropped: "3-5").Event().End(dropped: "3-5").WriteTo(_folder);
        var log = Verified.At(path);
        Assert.Equal((3L, Verdict.CompleteButForAnnouncedLosses), (log.AnnouncedLosses, log.Verdict));
        Assert.Equal("complete but for 3 announced losses", log.Summary);
    }

    [Fact]
    public void ANoticeThatIsThereTwiceIsFoundAndCountedOnce()
    {
        var path = new HandLog(RecordShape.Json).Events(2).Drop(3).Announce("3-5", 3).Announce("5-6", 2).Lose(1).Event().End()
            .WriteTo(_folder);
        var log = Verified.At(path);
        Assert.Equal((4L, 4L), (log.AnnouncedLosses, log.Runs[0].Announced));
        Assert.Equal([FindingKind.DoubledNumber, FindingKind.DoubledNumber], log.Findings.Select(f => f.Kind));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AMissingNumberIsFoundAtTheRecordBehind(RecordShape shape, bool isChained)
    {
        var written = new HandLog(shape, isChained).Events(2).Lose(1).Event().End();
        var log = Verified.At(written.WriteTo(_folder));
        var offset = written.Files[0].Take(3).Sum(r => r.Length);
        Assert.Equal([$"MissingNumbers app.log 4 {offset}"], log.Places());
        Assert.Equal(Verdict.Incomplete, log.Verdict);
        Assert.Equal(1, log.Runs[0].Missing);
    }

    [Theory]
    [InlineData("3-12:4", 4, 0)]
    [InlineData("3-12:3", 3, 1)]
    [InlineData("4,6,8,10", 4, 0)]
    [InlineData("4,6,8", 3, 1)]
    public void AnnouncedCountsOfARangeAreTakenFromItsGaps(string numbers, int count, int missing)
    {
        var written = new HandLog(RecordShape.Json).Events(3);
        for (var i = 0; i < 4; i++) written.Lose(1).Event();
        var log = Verified.At(written.Announce(numbers, count).End().WriteTo(_folder));
        Assert.Equal(missing, log.Runs[0].Missing);
    }

    [Fact]
    public void ADoubledNumberIsFound()
    {
        var written = new HandLog(RecordShape.Json).Events(3).End();
        written.Files[0].Insert(3, written.Files[0][2]);
        var log = Verified.At(written.WriteTo(_folder));
        Assert.Equal([$"DoubledNumber app.log 4 {written.Files[0].Take(3).Sum(r => r.Length)}"], log.Places());
    }

    [Fact]
    public void NumbersOutOfOrderAreFound()
    {
        var written = new HandLog(RecordShape.Json).Events(3).End();
        (written.Files[0][2], written.Files[0][3]) = (written.Files[0][3], written.Files[0][2]);
        var log = Verified.At(written.WriteTo(_folder));
        Assert.Equal([$"NumberOutOfOrder app.log 4 {written.Files[0].Take(3).Sum(r => r.Length)}"], log.Places());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ALostArchiveIsFound(RecordShape shape, bool isChained)
    {
        var path = new HandLog(shape, isChained).Events(2).Rotate().Events(2).Rotate().Event().End().WriteTo(_folder);
        File.Delete(path + ".1");
        var kinds = Verified.At(path).Findings.Select(f => f.Kind).ToHashSet();
        HashSet<FindingKind> expected = [FindingKind.MissingArchive, FindingKind.MissingNumbers, FindingKind.PreviousMismatch];
        Assert.Superset(expected, kinds);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ArchivesThatRetentionHasDeletedAreNotMissed(RecordShape shape, bool isChained)
    {
        var path = new HandLog(shape, isChained).Events(2).Rotate().Events(2).Rotate().Event().End().WriteTo(_folder);
        File.Delete(path + ".2");
        var log = Verified.At(path);
        Assert.Equal(Verdict.Complete, log.Verdict);
        FindingKind[] later = [FindingKind.BeginsLater];
        Assert.Equal(isChained ? [FindingKind.ChainBeginsLater, .. later] : later, log.Findings.Select(f => f.Kind));
        Assert.Equal("complete as far back as the files go", log.Summary);
    }

    [Fact]
    public void ARunWithoutEndIsIncompleteUnlessItsProcessIsAlive()
    {
        var path = new HandLog(RecordShape.Json).Events(2).WriteTo(_folder);
        Assert.Equal([FindingKind.NoEndRecord], Verified.At(path).Findings.Select(f => f.Kind));
        var alive = Verified.At(path, new MtaioLogOptions { IsAlive = run => run.ProcessId == 4711 });
        Assert.Equal((Verdict.Complete, true, "complete so far"), (alive.Verdict, alive.IsSoFar, alive.Summary));
    }

    [Theory]
    [InlineData(RecordShape.Json)]
    [InlineData(RecordShape.Text)]
    public void AMissingRunRecordIsFound(RecordShape shape)
    {
        var written = new HandLog(shape).Events(3).End();
        written.Files[0].RemoveAt(0);
        Assert.Contains(FindingKind.MissingRunRecord, Verified.At(written.WriteTo(_folder)).Findings.Select(f => f.Kind));
    }

    [Fact]
    public void RunsOfSeveralProcessesMayInterleave()
    {
        var written = new HandLog(RecordShape.Text).Events(2).Event("aaaaaaa2").Event().Event("aaaaaaa2").Rotate()
            .Event("aaaaaaa2").Event().End().End("aaaaaaa2");
        var log = Verified.At(written.WriteTo(_folder));
        Assert.Equal([], log.Places());
        Assert.Equal([4L, 3], log.Runs.Select(r => r.LastNumber));
    }

    [Fact]
    public void AKeyIsNeededForAChainWithKey()
    {
        byte[] key = [1, 2, 3];
        var path = new HandLog(RecordShape.Json, isChained: true, key).Events(3).End().WriteTo(_folder);
        Assert.Equal(Verdict.Complete, Verified.At(path, new MtaioLogOptions { Key = key }).Verdict);
        Assert.Equal([FindingKind.ChainKey], Verified.At(path).Findings.Select(f => f.Kind));
        Assert.Equal([FindingKind.ChainKey], Verified.At(path, new MtaioLogOptions { Key = [9] }).Findings.Select(f => f.Kind));
    }

    [Theory]
    [InlineData(RecordShape.Json)]
    [InlineData(RecordShape.Text)]
    public void AChangedRecordBreaksTheChainOnce(RecordShape shape)
    {
        var written = new HandLog(shape, isChained: true).Events(5).End();
        written.Files[0][3] = written.Files[0][3].Replace("event 2", "event 9", StringComparison.Ordinal);
        var log = Verified.At(written.WriteTo(_folder));
        Assert.Equal([$"BrokenChain app.log 4 {written.Files[0].Take(3).Sum(r => r.Length)}"], log.Places());
    }

    public void Dispose() => _folder.Dispose();
}
