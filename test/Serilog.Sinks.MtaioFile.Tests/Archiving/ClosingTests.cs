using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>A sink is closed while it deletes archives.</summary>
public sealed class ClosingTests : LogUnderTest
{
    readonly BlockingHooks _hooks = new();

    [RequiresFact]
    public async Task ASinkThatIsClosedWhileItDeletesArchivesLeavesTheFileToOtherSinks()
    {
        Folder.Write("app.log.3", "old\n");
        var (first, second) = (new MtaioFileHandle(), new MtaioFileHandle());
        var rotation = new RotationOptions { RetainedBytes = 0 };
        var other = OpenRotating(options: new MtaioFileOptions { Shared = true, Handle = second });
        var closing = OpenRotating(
            options: new MtaioFileOptions { Shared = true, Handle = first, Hooks = _hooks, ShutdownTimeout = TimeSpan.Zero },
            rotation: rotation);
        closing.Information("e1");
        await first.FlushAsync();
        Assert.True(_hooks.Entered.Wait(TimeSpan.FromSeconds(30)));
        closing.Dispose();
        other.Information("e2");
        _hooks.Left.Set();
        await second.FlushAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("e1\ne2\n", Folder.Text("app.log"));
        Assert.Equal(["app.log", "app.log.lock"], Folder.Names);
    }

    sealed class BlockingHooks : MtaioFileHooks
    {
        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim Left { get; } = new();

        public override void OnArchiveDeleting(string archivePath)
        {
            Entered.Set();
            Assert.True(Left.Wait(TimeSpan.FromSeconds(30)));
        }
    }
}
