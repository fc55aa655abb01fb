using System.Globalization;
using System.Text.Json;
using Serilog.Core;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.TestProcess;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Two loggers of one process write one file, under equal or different names of it.</summary>
public sealed class TwoLoggersTests : LogUnderTest
{
    const int LineSize = 40;

    static readonly int Lines = Place.SamplesOfFiles(2000);

    [Theory]
    [InlineData("logs/app.log")]
    [InlineData("./logs/app.log")]
    [InlineData("logs/../logs/app.log")]
    [InlineDataExcept(Except.Wine, "it has no symbolic links", "linked/app.log")]
    public void TheLinesOfBothLoggersAreWholeAndInOrderAndNoFileExceedsTheLimit(string other)
    {
        Directory.CreateDirectory(Folder["logs"]);
        if (other.StartsWith("linked", StringComparison.Ordinal)) Directory.CreateSymbolicLink(Folder["linked"], Folder["logs"]);
        const int maxBytes = 25 * LineSize;
        using (var first = OpenRotating(maxBytes, options: Patient.Options(), path: Path))
        using (var second = OpenRotating(maxBytes, options: Patient.Options(), path: System.IO.Path.Combine(Folder.Path, other)))
        {
            Together(() => Log(first, "a"), () => Log(second, "b"));
        }
        var files = NumberedFiles.Read(Path);
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("a"));
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("b"));
        Assert.Empty(files.Others);

        var lengths = Directory.GetFiles(Folder["logs"]).Select(f => new FileInfo(f).Length).ToArray();
        Assert.All(lengths, length => Assert.InRange(length, 1, maxBytes));
        // Each rotation leaves a full file: two that ran into each other would leave a small one.
        Assert.Equal(2 * Lines * LineSize / maxBytes, lengths.Length);
    }

    [FactExcept(Except.Wine, "it has no symbolic links")]
    public void WhenOneLoggerWritesThroughALinkNothingIsLost()
    {
        System.IO.File.CreateSymbolicLink(Folder["link.log"], Path);
        using (var first = OpenRotating(1000, options: Patient.Options(), path: Path))
        using (var second = OpenRotating(1000, options: Patient.Options(), path: Folder["link.log"]))
        {
            Together(() => Log(first, "a"), () => Log(second, "b"));
        }
        System.IO.File.Delete(Folder["link.log"]);
        var (archives, ofLink) = (NumberedFiles.Read(Path), NumberedFiles.Read(Folder["link.log"]));
        Assert.Equal(Numbers.From(1, Lines), archives.NumbersOf("a").Concat(ofLink.NumbersOf("a")).Order());
        Assert.Equal(Numbers.From(1, Lines), archives.NumbersOf("b").Concat(ofLink.NumbersOf("b")).Order());
        Assert.Empty(archives.Others.Concat(ofLink.Others));
    }

    [Fact]
    public void ATextAndAJsonSinkOnOneFileKeepTheirLinesWhole()
    {
        using (var text = OpenRotating(20_000, options: Patient.Options(), path: Path))
        using (var json = OpenRotating(20_000, options: Patient.Options(), formatter: new CompactJsonFormatter(), path: Path))
        {
            Together(() => Log(text, "a"), () => Log(json, "b"));
        }
        var files = NumberedFiles.Read(Path);
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("a"));
        Assert.Equal(Numbers.From(1, Lines), files.Others.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("N").GetInt64()));
    }

    [Fact]
    public void TheSecondLoggerContinuesWhenTheFirstIsClosed()
    {
        var first = OpenRotating(100, backupCount: 5, path: Path);
        var second = OpenRotating(100, backupCount: 5, path: Path);
        first.Information("bootstrap");
        first.Dispose();
        second.Information("final");
        second.Dispose();
        Assert.Equal("bootstrap\nfinal\n", FileInUse.Text(Path));
    }

    [Fact]
    public async Task ARotationByOneLoggerIsFollowedByTheOtherAtOnce()
    {
        var (one, two) = (new MtaioFileHandle(), new MtaioFileHandle());
        var first = OpenRotating(1000, backupCount: 5, new MtaioFileOptions { Handle = one }, path: Path);
        var second = OpenRotating(1000, backupCount: 5, new MtaioFileOptions { Handle = two }, path: Path);
        first.Information("1");
        await one.FlushAsync();
        second.Information("2");
        await two.FlushAsync();
        await one.RotateAsync();
        second.Information("3");
        await two.FlushAsync();
        first.Information("4");
        await one.FlushAsync();
        Assert.Equal("1\n2\n", FileInUse.Text(Path + ".1"));
        Assert.Equal("3\n4\n", FileInUse.Text(Path));
    }

    /// <summary>The other logger is closed again, so that only what it has done to the path is left of it.</summary>
    [RequiresTheory]
    [InlineData("0 Numbered None", false)]
    [InlineData("0 Numbered None", true)]
    [InlineData("0 Dated None", false)]
    [InlineData("5 Numbered None", false)]
    [InlineData("5 Numbered GZip", true)]
    [InlineData("5 Dated GZip", false)]
    [InlineData("5 Dated GZip", true)]
    public async Task WhatAShortLivedLoggerHasDoneToTheFileIsNoticedAtOnce(string rotated, bool flushedBetween)
    {
        var mine = new MtaioFileHandle();
        var log = OpenRotating(null, backupCount: 5, new MtaioFileOptions { Handle = mine }, path: Path);
        for (var round = 1; round <= 3; round++)
        {
            log.Information("mine");
            await mine.FlushAsync();
            await RotateByAnotherAsync(rotated.Split(' '), new MtaioFileHandle());
            if (flushedBetween) await mine.FlushAsync(toDisk: true);
            for (var n = 1; n <= 10; n++) log.Information("{Round}.{N}", round, n);
            await mine.FlushAsync(toDisk: true);
            Assert.Equal(
                ["others again", .. Enumerable.Range(1, 10).Select(n => $"{round}.{n}")],
                FileInUse.Lines(Path));
        }
    }

    [FactExcept(Except.Wine, "a deleted file keeps its name while it is open")]
    public async Task WhatAShortLivedLoggerTruncatesOrDeletesIsNoticedAtOnce()
    {
        var (mine, other) = (new MtaioFileHandle(), new MtaioFileHandle());
        var log = OpenRotating(null, backupCount: 5, new MtaioFileOptions { Handle = mine }, path: Path);
        log.Information("mine");
        await mine.FlushAsync();
        OpenRotating(null, backupCount: 5, new MtaioFileOptions { Handle = other, Append = false }, path: Path).Information("other");
        await other.FlushAsync();
        await other.CloseAsync();
        log.Information("again");
        await mine.FlushAsync();
        Assert.Equal("other\nagain\n", FileInUse.Text(Path));

        System.IO.File.Delete(Path);
        other = new MtaioFileHandle();
        OpenRotating(null, backupCount: 5, new MtaioFileOptions { Handle = other }, path: Path).Information("new");
        await other.FlushAsync();
        await other.CloseAsync();
        log.Information("last");
        await mine.FlushAsync();
        Assert.Equal("new\nlast\n", FileInUse.Text(Path));
    }

    string Path => Folder["logs/app.log"];

    async Task RotateByAnotherAsync(string[] rotated, MtaioFileHandle handle)
    {
        var rotation = new RotationOptions
        {
            ArchiveName = rotated[1] == "Dated" ? Some.DatedNames : Some.NumberedNames,
            Compression = ArchiveCompression.Named[rotated[2]],
        };
        var options = new MtaioFileOptions { Handle = handle };
        using var log = OpenRotating(
            null, int.Parse(rotated[0], CultureInfo.InvariantCulture), options, rotation: rotation, path: Path);
        log.Information("others");
        await handle.RotateAsync();
        log.Information("others again");
        await handle.FlushAsync();
    }

    static void Log(Logger log, string prefix)
    {
        for (var number = 1L; number <= Lines; number++)
        {
            log.Information(NumberedLine.Template, prefix, number, NumberedLine.Fill(prefix, number, LineSize));
        }
    }

    static void Together(params Action[] actions)
    {
        var threads = Array.ConvertAll(actions, action => new Thread(() => action()));
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }
}
