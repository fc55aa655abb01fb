using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Rotations without an event: of an idle file, at the start, by handle.</summary>
public sealed class RotationWithoutEventTests : TimedLogUnderTest
{
    [Fact]
    public async Task AnIdleFileIsRotatedWhenItsPeriodEnds()
    {
        OpenAt("2024-03-01T23:00Z");
        await WriteAsync("e1");
        SetClock("2024-03-02T00:00Z");
        AdvanceUntil(() => Folder.Names.Length == 2);
        Eventually.True(() => Folder.Files["app.log"].Length == 0, "an empty file for the new period");
        Assert.Equal("e1\n", Folder.Text("app.log.1"));
    }

    [Fact]
    public async Task AnIdleEmptyFileIsNotRotated()
    {
        OpenAt("2024-03-01T10:00Z", interval: RotationInterval.Minute);
        await WriteAsync("e1");
        SetClock("2024-03-01T10:01Z");
        AdvanceUntil(() => Folder.Names.Length == 2);
        for (var minute = 2; minute < 6; minute++)
        {
            SetClock($"2024-03-01T10:0{minute}:30Z");
            await FlushAsync();
        }
        await WriteAsync("e2", "2024-03-01T10:09Z");
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Assert.Equal("e2\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(rotations: 1);
    }

    [FactExcept(Except.Wine, "a deleted file keeps its name while it is open")]
    public async Task AnIdleFileThatWasDeletedIsNotRotated()
    {
        OpenAt("2024-03-01T23:00Z");
        await WriteAsync("e1");
        System.IO.File.Delete(Folder["app.log"]);
        SetClock("2024-03-02T12:00Z");
        await FlushAsync();
        await WriteAsync("e2");
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal("e2\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData("old\n", new[] { "app.log", "app.log.1" }, "new\n")]
    [InlineData("", new[] { "app.log" }, "new\n")]
    [InlineData(null, new[] { "app.log" }, "new\n")]
    public async Task RotateOnStartArchivesAFileThatIsNotEmpty(string? content, string[] names, string active)
    {
        if (content is not null) Folder.Write("app.log", content);
        OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, rotation: new RotationOptions { RotateOnStart = true });
        await WriteAsync("new");
        Assert.Equal(names, Folder.Names);
        Assert.Equal(active, Folder.Text("app.log"));
        if (names.Length > 1) Assert.Equal(content, Folder.Text("app.log.1"));
    }

    [Fact]
    public async Task RotateOnStartRotatesOncePerStart()
    {
        Folder.Write("app.log", "old\n");
        for (var run = 1; run <= 2; run++)
        {
            using var log = OpenAt(
                "2024-03-01T10:00Z", interval: RotationInterval.None, rotation: new RotationOptions { RotateOnStart = true });
            await WriteAsync($"a{run}");
            await WriteAsync($"b{run}");
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], Folder.Names);
        Assert.Equal("a2\nb2\n", Folder.Text("app.log"));
        Assert.Equal("a1\nb1\n", Folder.Text("app.log.1"));
    }

    [Fact]
    public async Task RotateOnStartDeletesTheOldFileWhenNoArchivesAreKept()
    {
        Folder.Write("app.log", "old\n");
        OpenAt(
            "2024-03-01T10:00Z", backupCount: 0, interval: RotationInterval.None, rotation: new RotationOptions { RotateOnStart = true });
        await WriteAsync("new");
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal("new\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task TheHandleRotatesAfterTheEventsThatWereLoggedBefore()
    {
        var log = OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None);
        log.Information("e1");
        log.Information("e2");
        await Handle.RotateAsync();
        Assert.Equal("e1\ne2\n", Folder.Text("app.log.1"));
        Assert.Equal("", Folder.Text("app.log"));
        await WriteAsync("e3");
        Assert.Equal("e3\n", Folder.Text("app.log"));
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
    }

    [Fact]
    public async Task TheHandleDoesNotRotateAnEmptyFile()
    {
        OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None);
        await Handle.RotateAsync();
        await WriteAsync("e1");
        await Handle.RotateAsync();
        await Handle.RotateAsync();
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Handle.ShouldHaveCounted(rotations: 1);
    }

    [Fact]
    public async Task ARotationByHandleDoesNotMoveTheEndOfTheDay()
    {
        OpenAt("2024-03-01T10:00Z");
        await WriteAsync("e1");
        await Handle.RotateAsync();
        await WriteAsync("e2", "2024-03-01T23:00Z");
        await WriteAsync("e3", "2024-03-02T00:00Z");
        Assert.Equal(["e3\n", "e2\n", "e1\n"], Folder.Files.Values);
    }

    [Fact]
    public async Task AFailedRotationByHandleThrowsAndLosesNothing()
    {
        Directory.CreateDirectory(Folder["app.log.1"]);
        OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None);
        await WriteAsync("e1");
        await Assert.ThrowsAsync<IOException>(() => Handle.RotateAsync());
        await WriteAsync("e2");
        Assert.Equal("e1\ne2\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task ASinkThatDoesNotRotateRefusesToRotateByHandle()
    {
        var log = OpenPlain();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Handle.RotateAsync());
    }

    /// <summary>Moves the clock on until its timer has reached the worker.</summary>
    void AdvanceUntil(Func<bool> condition) =>
        Eventually.True(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(1));
                return condition();
            },
            "the rotation of the idle file");
}
