using Microsoft.Extensions.Time.Testing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>The worker rotates an idle file that has an interval by time alone. Otherwise it sleeps.</summary>
public sealed class IdleRotationTests : LogUnderTest
{
    readonly CountingClock _clock = new(Utc.At("2024-03-01T23:00Z"));
    readonly FailingFileSystem _fileSystem = new();
    int _failures;

    public enum Change
    {
        None,
        Truncated,
        Deleted,
    }

    [Theory]
    [InlineData(10, Change.None)]
    [InlineData(10, Change.Truncated)]
    [InlineDataExcept(Except.Wine, "a deleted file keeps its name while it is open", 10, Change.Deleted)]
    [InlineData(null, Change.Truncated)]
    [InlineDataExcept(Except.Wine, "a deleted file keeps its name while it is open", null, Change.Deleted)]
    public async Task AfterAFailedRotationTheWorkerSleepsWhateverBecomesOfTheFile(int? maxBytes, Change change)
    {
        FailRenames(1);
        var log = OpenRotating(maxBytes, options: Options(), fileSystem: _fileSystem, interval: RotationInterval.Day);
        log.Information(Some.Message('a', 10));
        await FlushAsync();
        if (maxBytes is null) _clock.SetUtcNow(Utc.At("2024-03-02T00:00Z"));
        else log.Information(Some.Message('b', 10));
        await FlushAsync();
        AdvanceUntil(() => Volatile.Read(ref _failures) == 1, "a rotation that fails");
        if (change == Change.Truncated) FileInUse.Write(LogPath, []);
        if (change == Change.Deleted) System.IO.File.Delete(LogPath);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await FlushAsync();
        AssertTheWorkerSleeps();
        log.Information("last");
        await FlushAsync();
        Assert.Equal("last\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task AnIdleFileIsNotRotatedForItsSize(int backupCount)
    {
        var log = OpenRotating(5, backupCount, Options(), interval: RotationInterval.Day);
        log.Information(Some.Message('a', 10));
        for (var i = 0; i < 3; i++)
        {
            await FlushAsync(toDisk: true);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }
        AssertTheWorkerSleeps();
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal(Some.Line('a', 10), Folder.Text("app.log"));
        Handle.ShouldHaveCounted(written: 1, rotations: 0);
        log.Information("b");
        await FlushAsync();
        Assert.Equal("b\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ARotationBeforeAnEventThatFailedIsNotRetriedWithoutAnEvent(bool atStart)
    {
        FailRenames(1);
        Folder.Write("app.log", Some.Line('a', 10));
        System.IO.File.SetLastWriteTimeUtc(LogPath, _clock.GetUtcNow().UtcDateTime);
        var rotation = new RotationOptions { RotateOnStart = atStart };
        var log = OpenRotating(
            atStart ? null : 5, options: Options(), fileSystem: _fileSystem, interval: RotationInterval.Day, rotation: rotation);
        log.Information(Some.Message('b', 10));
        await FlushAsync();
        Assert.Equal(1, Volatile.Read(ref _failures));
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await FlushAsync();
        }
        AssertTheWorkerSleeps();
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal(Some.Line('a', 10) + Some.Line('b', 10), Folder.Text("app.log"));
    }

    MtaioFileOptions Options() => new() { TimeProvider = _clock, ShutdownTimeout = TimeSpan.FromMinutes(2) };

    void FailRenames(int count) => _fileSystem.Before = (operation, _) =>
    {
        if (operation != FileOperation.Rename || Volatile.Read(ref _failures) >= count) return;
        Interlocked.Increment(ref _failures);
        throw new IOException("rename is broken");
    };

    /// <summary>A worker that sleeps does not look at the clock; a worker in a busy loop looks thousands of times.</summary>
    void AssertTheWorkerSleeps() =>
        Eventually.True(
            () =>
            {
                var before = _clock.Reads;
                Thread.Sleep(50);
                return _clock.Reads - before < 10;
            },
            "a worker that sleeps",
            TimeSpan.FromSeconds(5));

    void AdvanceUntil(Func<bool> condition, string what) =>
        Eventually.True(
            () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(1));
                return condition();
            },
            what);

    sealed class CountingClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        int _reads;

        public int Reads => Volatile.Read(ref _reads);

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _reads);
            return base.GetUtcNow();
        }
    }
}
