using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The drop notice comes although nothing more is logged.</summary>
public sealed class IdleNoticeTests : LogUnderTest
{
    readonly FailingFileSystem _fileSystem = new();
    volatile bool _isFull = true;

    public IdleNoticeTests() => _fileSystem.Before = (operation, _) =>
    {
        if (_isFull && operation == FileOperation.Append) throw new IOException("No space left on device");
    };

    [Fact]
    public async Task WhenTheDiskIsWellAgainAnIdleLogGetsTheNotice()
    {
        await GiveUpTenEventsAsync();
        _isFull = false;
        Eventually.True(() => Notices() == 1, () => Folder.Text("app.log"), TimeSpan.FromSeconds(20));
        Handle.ShouldHaveCounted(accepted: 10, written: 0, droppedByFailure: 10, pending: 0);
    }

    [Fact]
    public async Task ALogThatIsClosedGetsTheNoticeBeforeTheFileIsClosed()
    {
        // The clock stands still, so that no retry is due before the log is closed.
        var log = await GiveUpTenEventsAsync(new() { TimeProvider = Clock, RetryTimeLimit = TimeSpan.Zero });
        _isFull = false;
        log.Dispose();
        Assert.Equal(1, Notices());
        Handle.ShouldHaveCounted(accepted: 10, written: 0, droppedByFailure: 10, pending: 0);
    }

    [Fact]
    public async Task AFormatterThatThrowsOnTheNoticeIsReportedWithTheTextOfTheNotice()
    {
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            if (logEvent.Properties.ContainsKey("DroppedEvents")) throw new FormatException("no notices here");
            output.Write(logEvent.RenderMessage() + "\n");
        });
        var log = await GiveUpTenEventsAsync(formatter: formatter);
        _isFull = false;
        log.Dispose();
        var told = Assert.Single(Listener.Failures, f => f.Message.Contains("no notices here", StringComparison.Ordinal));
        Assert.Equal(LoggingFailureKind.Permanent, told.Kind);
        Assert.Contains("10 log events were dropped between", told.Message, StringComparison.Ordinal);
        Handle.ShouldHaveCounted(accepted: 10, droppedByFormatting: 0, droppedByFailure: 10);
    }

    async Task<Logger> GiveUpTenEventsAsync(MtaioFileOptions? options = null, DelegateFormatter? formatter = null)
    {
        var log = OpenPlain(options ?? new() { RetryTimeLimit = TimeSpan.FromMilliseconds(1) }, formatter, _fileSystem);
        for (var i = 0; i < 10; i++) log.Information("{Number}", i);
        await Assert.ThrowsAsync<IOException>(() => FlushAsync());
        return log;
    }

    int Notices() => Folder.Text("app.log").Split('\n').Count(l => l.StartsWith("10 log events were dropped", StringComparison.Ordinal));
}
