using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Closing an audit sink takes no longer than ShutdownTimeout, even if another process holds the lock.</summary>
public sealed class AuditClosingTests : LogUnderTest
{
    [Fact]
    public void ClosingDoesNotWaitForALockThatIsHeldElsewhere()
    {
        var options = new MtaioFileOptions { Shared = true, ShutdownTimeout = TimeSpan.FromMilliseconds(200) };
        var log = OpenAudit(options);
        log.Information("a");
        using var elsewhere = new ProcessLock(LogPath, mode: null);
        elsewhere.Enter();
        try
        {
            Hang.Fails(log.Dispose);
        }
        finally
        {
            elsewhere.Exit();
        }
        log.Information("b");
        Handle.ShouldHaveCounted(accepted: 2, droppedAfterClose: 1);
        Assert.Equal("a\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(written: 1, pending: 0);
    }
}
