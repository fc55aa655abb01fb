namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>A file that is left has the time of its last append, although the clock of its file system may be behind.</summary>
public sealed class LastWriteTests : Support.LogUnderTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFileThatIsLeftHasTheTimeOfItsLastAppendBySystemClock(bool rotates)
    {
        using var log = OpenRotating();
        var before = TimeProvider.System.GetUtcNow().UtcDateTime;
        log.Information("e1");
        await FlushAsync();
        // As by a file system that counts seconds.
        System.IO.File.SetLastWriteTimeUtc(LogPath, before.AddSeconds(-1));
        if (rotates) await Handle.RotateAsync();
        else log.Dispose();
        Assert.InRange(
            System.IO.File.GetLastWriteTimeUtc(rotates ? LogPath + ".1" : LogPath), before, TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task TheLaterWriteOfAnotherProgramKeepsItsTime()
    {
        using var log = OpenRotating();
        log.Information("e1");
        await FlushAsync();
        var later = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1);
        System.IO.File.SetLastWriteTimeUtc(LogPath, later);
        log.Dispose();
        Assert.Equal(later, System.IO.File.GetLastWriteTimeUtc(LogPath));
    }
}
