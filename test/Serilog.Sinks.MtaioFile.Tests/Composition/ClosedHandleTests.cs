using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

/// <summary>A handle whose sink is closed does not say that something was done that was not.</summary>
public sealed class ClosedHandleTests : LogUnderTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RotatingAndReopeningFail(bool audit)
    {
        var log = audit ? OpenAudit(maxBytes: 1000) : OpenRotating(maxBytes: 1000);
        log.Information("x");
        log.Dispose();
        foreach (var operation in new[] { Handle.RotateAsync, Handle.ReopenAsync })
        {
            var failure = await Assert.ThrowsAsync<IOException>(operation);
            Assert.Equal($"the sink of {LogPath} is closed", failure.Message);
        }
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Fact]
    public async Task AFlushReportsTheEventsThatCameAfterClosingOnce()
    {
        var log = OpenPlain();
        log.Information("good");
        log.Dispose();
        await FlushAsync();
        for (var i = 0; i < 3; i++) log.Information("late");
        var failure = await Assert.ThrowsAsync<IOException>(() => FlushAsync());
        Assert.Equal($"3 events for {LogPath} were lost", failure.Message);
        await FlushAsync();
    }
}
