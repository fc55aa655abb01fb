using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>A disk that a service fills with its log, watched by a real node exporter and a real Prometheus.</summary>
public sealed class DiskAlertTests : IDisposable
{
    readonly TempFolder _folder = new();
    bool _isMounted;

    public void Dispose()
    {
        if (_isMounted) Shell.Run("umount", "--lazy", Disk);
        _folder.Dispose();
    }

    [RequiresFact("prometheus", "prometheus-node-exporter", "dotnet", "mount", "umount", Root = true)]
    public void TheAlertsTellThatADiskFillsAndThatItIsFull()
    {
        Mount("64m");
        using var node = new NodeExporterProcess(_folder.Path);
        using var service = new MonitoredServiceProcess(
            _folder["service"], $"--Serilog:WriteTo:0:Args:path={Disk}/orders.clef", "--Serilog:WriteTo:0:Args:maxBytes=none");
        using var prometheus = new PrometheusProcess(_folder, [service], [node], WithShortTimes);
        Eventually.True(() => prometheus.Query($"count_over_time(node_filesystem_avail_bytes{At}[4s]) > 8").Length > 0, "numbers");
        Assert.Empty(prometheus.Query($"ALERTS{At}"));

        Eventually.True(
            () =>
            {
                service.Post("/orders?count=100");
                return IsFiring("LogDiskFilling");
            },
            "the alert before the disk is full");
        Assert.False(IsFiring("LogDiskFull"));

        FillDisk();
        Eventually.True(() => IsFiring("LogDiskFull") && !IsFiring("LogDiskFilling"), "the alert when the disk is full");
        Assert.NotEmpty(prometheus.Query(Dashboard.Query("Free disk space").With("tmpfs|ramfs", "ramfs")));
        System.IO.File.Delete($"{Disk}/filler");
        Eventually.True(() => !IsFiring("LogDiskFull"), "the end of the alert");

        bool IsFiring(string alert) => prometheus.IsFiring(alert, "mountpoint", Disk);
    }

    string Disk => _folder["disk"];

    string At => $"{{mountpoint=\"{Disk}\"}}";

    /// <summary>The disk of the test is a tmpfs, which the alerts leave out: others of that kind are not for logs.</summary>
    static string WithShortTimes(string rules) => rules
        .Replace("tmpfs|ramfs", "ramfs", StringComparison.Ordinal)
        .With("[6h]", "[4s]")
        .With("[1h], 4", "[4s], 4")
        .With("_bytes[10m]", "_bytes[2s]")
        .With("for: 20m", "for: 1s")
        .Replace("for: 5m", "for: 1s", StringComparison.Ordinal);

    void Mount(string size)
    {
        Directory.CreateDirectory(Disk);
        Shell.Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Disk);
        _isMounted = true;
    }

    void FillDisk()
    {
        using var filler = System.IO.File.Create($"{Disk}/filler");
        Assert.Throws<IOException>(() =>
        {
            for (var i = 0; i < 64; i++) filler.Write(new byte[1 << 20]);
        });
    }
}
