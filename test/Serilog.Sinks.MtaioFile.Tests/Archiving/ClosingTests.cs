using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

public sealed class ClosingTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly BlockingHooks _hooks = new();

    [RequiresFact]
    public async Task ASinkThatIsClosedWhileItsArchivesAreTendedLeavesTheFileToOthers()
    {
        _folder.Write("app.log.3", "old\n");
        var (first, second) = (new MtaioFileHandle(), new MtaioFileHandle());
        var rotation = new RotationOptions { RetainedBytes = 0 };
        using var other = Open.Rotating(_folder["app.log"], null, null, new MtaioFileOptions { Shared = true, Handle = second });
        var closing = Open.Rotating(_folder["app.log"], null, null, new MtaioFileOptions { Shared = true, Handle = first, Hooks = _hooks, ShutdownTimeout = TimeSpan.Zero }, rotation: rotation);
        closing.Information("e1");
        await first.FlushAsync();
        Assert.True(_hooks.Entered.Wait(TimeSpan.FromSeconds(30)));
        closing.Dispose();
        other.Information("e2");
        _hooks.Left.Set();
        await second.FlushAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("e1\ne2\n", _folder.Text("app.log"));
        Assert.Equal(["app.log", "app.log.lock"], _folder.Names);
    }

    public void Dispose() => _folder.Dispose();

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
