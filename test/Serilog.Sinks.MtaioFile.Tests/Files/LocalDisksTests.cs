using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Files;

public sealed class LocalDisksTests : IDisposable
{
    // No device of the machine has these numbers.
    const ulong Device = ulong.MaxValue, OtherDevice = Device - 1;

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ADeviceIsLookedAtAgainIfItsPathIsGone()
    {
        if (!OperatingSystem.IsWindows()) Assert.False(LocalDisks.Has(Device, _folder["missing/app.log"]));
        Assert.Equal(LocalDisks.Has(OtherDevice, _folder.Path), LocalDisks.Has(Device, _folder.Path));
    }

    [Fact]
    public void AShareOfAServerIsNoLocalDisk() => Assert.False(LocalDisks.Has(Device - 2, @"\\server\share\app.log"));
}
