using System.Text.Json;
using Serilog.Core;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.TestProcess;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Two loggers of one process on one file, by whatever names they call it.</summary>
public sealed class TwoLoggersTests : IDisposable
{
    const int Lines = 2000;
    const int LineSize = 40;

    readonly TempFolder _folder = new();

    [Theory]
    [InlineData("logs/app.log")]
    [InlineData("./logs/app.log")]
    [InlineData("logs/../logs/app.log")]
    [InlineData("linked/app.log")]
    public void EveryLineOfBothIsWholeAndInOrderAndNoFileExceedsTheLimit(string other)
    {
        Directory.CreateDirectory(_folder["logs"]);
        Directory.CreateSymbolicLink(_folder["linked"], _folder["logs"]);
        const int maxBytes = 25 * LineSize;
        using (var first = Open.Rotating(Path, maxBytes, backupCount: null))
        using (var second = Open.Rotating(System.IO.Path.Combine(_folder.Path, other), maxBytes, backupCount: null))
        {
            Together(() => Log(first, "a"), () => Log(second, "b"));
        }
        var files = NumberedFiles.Read(Path);
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("a"));
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("b"));
        Assert.Empty(files.Others);

        var lengths = Directory.GetFiles(_folder["logs"]).Select(f => new FileInfo(f).Length).ToArray();
        Assert.All(lengths, length => Assert.InRange(length, 1, maxBytes));
        // Each rotation leaves a full file: two that ran into each other would leave a small one.
        Assert.Equal(2 * Lines * LineSize / maxBytes, lengths.Length);
    }

    [Fact]
    public void ThroughALinkToTheFileNothingIsLostThoughTheArchivesAreNamedAfterBoth()
    {
        System.IO.File.CreateSymbolicLink(_folder["link.log"], Path);
        using (var first = Open.Rotating(Path, 1000, backupCount: null))
        using (var second = Open.Rotating(_folder["link.log"], 1000, backupCount: null))
        {
            Together(() => Log(first, "a"), () => Log(second, "b"));
        }
        System.IO.File.Delete(_folder["link.log"]);
        var (archives, ofLink) = (NumberedFiles.Read(Path), NumberedFiles.Read(_folder["link.log"]));
        Assert.Equal(Numbers.From(1, Lines), archives.NumbersOf("a").Concat(ofLink.NumbersOf("a")).Order());
        Assert.Equal(Numbers.From(1, Lines), archives.NumbersOf("b").Concat(ofLink.NumbersOf("b")).Order());
        Assert.Empty(archives.Others.Concat(ofLink.Others));
    }

    [Fact]
    public void ATextAndAJsonSinkOnOneFileKeepTheirLinesWhole()
    {
        using (var text = Open.Rotating(Path, 20_000, backupCount: null))
        using (var json = Open.Rotating(Path, 20_000, backupCount: null, formatter: new CompactJsonFormatter()))
        {
            Together(() => Log(text, "a"), () => Log(json, "b"));
        }
        var files = NumberedFiles.Read(Path);
        Assert.Equal(Numbers.From(1, Lines), files.NumbersOf("a"));
        Assert.Equal(Numbers.From(1, Lines), files.Others.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("N").GetInt64()));
    }

    [Fact]
    public void TheSecondLoggerGoesOnWhenTheFirstIsClosed()
    {
        var first = Open.Rotating(Path, 100, backupCount: 5);
        using var second = Open.Rotating(Path, 100, backupCount: 5);
        first.Information("bootstrap");
        first.Dispose();
        second.Information("final");
        second.Dispose();
        Assert.Equal("bootstrap\nfinal\n", System.IO.File.ReadAllText(Path));
    }

    [Fact]
    public async Task ARotationByOneIsFollowedByTheOtherAtOnce()
    {
        var (one, two) = (new MtaioFileHandle(), new MtaioFileHandle());
        using var first = Open.Rotating(Path, 1000, backupCount: 5, new MtaioFileOptions { Handle = one });
        using var second = Open.Rotating(Path, 1000, backupCount: 5, new MtaioFileOptions { Handle = two });
        first.Information("1");
        await one.FlushAsync();
        second.Information("2");
        await two.FlushAsync();
        await one.RotateAsync();
        second.Information("3");
        await two.FlushAsync();
        first.Information("4");
        await one.FlushAsync();
        Assert.Equal("1\n2\n", System.IO.File.ReadAllText(Path + ".1"));
        Assert.Equal("3\n4\n", System.IO.File.ReadAllText(Path));
    }

    string Path => _folder["logs/app.log"];

    public void Dispose() => _folder.Dispose();

    static void Log(Logger log, string prefix)
    {
        for (var number = 1L; number <= Lines; number++) log.Information(NumberedLine.Template, prefix, number, NumberedLine.Fill(prefix, number, LineSize));
    }

    static void Together(params Action[] actions)
    {
        var threads = Array.ConvertAll(actions, action => new Thread(() => action()));
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }
}
