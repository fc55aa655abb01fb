using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Rotations that no event brings about: of an idle file, at the start, by hand.</summary>
public sealed class UnaskedRotationTests : IDisposable
{
    readonly TempFolder _folder = new();

    [Fact]
    public async Task AnIdleFileIsRotatedWhenItsPeriodEnds()
    {
        using var log = new TimedLog(_folder, "2024-03-01T23:00Z");
        await log.WriteAsync("e1");
        log.Set("2024-03-02T00:00Z");
        AdvanceUntil(log, () => _folder.Names.Length == 2);
        Eventually.True(() => _folder.Files["app.log"].Length == 0, "an empty file for the new period");
        Assert.Equal("e1\n", _folder.Text("app.log.1"));
    }

    [Fact]
    public async Task AnIdleEmptyFileLeavesNoArchives()
    {
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z", interval: RotationInterval.Minute);
        await log.WriteAsync("e1");
        log.Set("2024-03-01T10:01Z");
        AdvanceUntil(log, () => _folder.Names.Length == 2);
        for (var minute = 2; minute < 6; minute++)
        {
            log.Set($"2024-03-01T10:0{minute}:30Z");
            await log.Handle.FlushAsync();
        }
        await log.WriteAsync("e2", "2024-03-01T10:09Z");
        Assert.Equal(["app.log", "app.log.1"], _folder.Names);
        Assert.Equal("e2\n", _folder.Text("app.log"));
        Assert.Equal(1, log.Handle.Statistics.Rotations);
    }

    [Fact]
    public async Task AnIdleFileThatWasDeletedIsNotRotated()
    {
        using var log = new TimedLog(_folder, "2024-03-01T23:00Z");
        await log.WriteAsync("e1");
        System.IO.File.Delete(_folder["app.log"]);
        log.Set("2024-03-02T12:00Z");
        await log.Handle.FlushAsync();
        await log.WriteAsync("e2");
        Assert.Equal(["app.log"], _folder.Names);
        Assert.Equal("e2\n", _folder.Text("app.log"));
    }

    [Theory]
    [InlineData("old\n", new[] { "app.log", "app.log.1" }, "new\n")]
    [InlineData("", new[] { "app.log" }, "new\n")]
    [InlineData(null, new[] { "app.log" }, "new\n")]
    public async Task RotateOnStartArchivesWhatIsThere(string? content, string[] names, string active)
    {
        if (content is not null) _folder.Write("app.log", content);
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z", interval: RotationInterval.None, rotation: new RotationOptions { RotateOnStart = true });
        await log.WriteAsync("new");
        Assert.Equal(names, _folder.Names);
        Assert.Equal(active, _folder.Text("app.log"));
        if (names.Length > 1) Assert.Equal(content, _folder.Text("app.log.1"));
    }

    [Fact]
    public async Task RotateOnStartRotatesOncePerStart()
    {
        _folder.Write("app.log", "old\n");
        for (var run = 1; run <= 2; run++)
        {
            using var log = new TimedLog(_folder, "2024-03-01T10:00Z", interval: RotationInterval.None, rotation: new RotationOptions { RotateOnStart = true });
            await log.WriteAsync($"a{run}");
            await log.WriteAsync($"b{run}");
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], _folder.Names);
        Assert.Equal("a2\nb2\n", _folder.Text("app.log"));
        Assert.Equal("a1\nb1\n", _folder.Text("app.log.1"));
    }

    [Fact]
    public async Task RotateOnStartKeepsNothingWhenNoArchivesAreKept()
    {
        _folder.Write("app.log", "old\n");
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z", backupCount: 0, interval: RotationInterval.None, rotation: new RotationOptions { RotateOnStart = true });
        await log.WriteAsync("new");
        Assert.Equal(["app.log"], _folder.Names);
        Assert.Equal("new\n", _folder.Text("app.log"));
    }

    [Fact]
    public async Task TheHandleRotatesAfterTheEventsBeforeTheCall()
    {
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z", interval: RotationInterval.None);
        log.Logger.Information("e1");
        log.Logger.Information("e2");
        await log.Handle.RotateAsync();
        Assert.Equal("e1\ne2\n", _folder.Text("app.log.1"));
        Assert.Equal("", _folder.Text("app.log"));
        await log.WriteAsync("e3");
        Assert.Equal("e3\n", _folder.Text("app.log"));
        Assert.Equal(["app.log", "app.log.1"], _folder.Names);
    }

    [Fact]
    public async Task TheHandleDoesNotRotateAnEmptyFile()
    {
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z", interval: RotationInterval.None);
        await log.Handle.RotateAsync();
        await log.WriteAsync("e1");
        await log.Handle.RotateAsync();
        await log.Handle.RotateAsync();
        Assert.Equal(["app.log", "app.log.1"], _folder.Names);
        Assert.Equal(1, log.Handle.Statistics.Rotations);
    }

    [Fact]
    public async Task ARotationByHandDoesNotMoveTheEndOfTheDay()
    {
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z");
        await log.WriteAsync("e1");
        await log.Handle.RotateAsync();
        await log.WriteAsync("e2", "2024-03-01T23:00Z");
        await log.WriteAsync("e3", "2024-03-02T00:00Z");
        Assert.Equal(["e3\n", "e2\n", "e1\n"], _folder.Files.Values);
    }

    [Fact]
    public async Task ARotationByHandThatFailsSaysSoAndLosesNothing()
    {
        Directory.CreateDirectory(_folder["app.log.1"]);
        using var log = new TimedLog(_folder, "2024-03-01T10:00Z", interval: RotationInterval.None);
        await log.WriteAsync("e1");
        await Assert.ThrowsAsync<IOException>(() => log.Handle.RotateAsync());
        await log.WriteAsync("e2");
        Assert.Equal("e1\ne2\n", _folder.Text("app.log"));
    }

    [Fact]
    public async Task ASinkThatDoesNotRotateRefusesToRotateByHand()
    {
        var handle = new MtaioFileHandle();
        using var log = Open.Plain(_folder["app.log"], new MtaioFileOptions { Handle = handle });
        await Assert.ThrowsAsync<InvalidOperationException>(() => handle.RotateAsync());
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Moves the clock on until its timer has reached the worker.</summary>
    static void AdvanceUntil(TimedLog log, Func<bool> condition) =>
        Eventually.True(
            () =>
            {
                log.Clock.Advance(TimeSpan.FromMilliseconds(1));
                return condition();
            },
            "the rotation of the idle file");
}
