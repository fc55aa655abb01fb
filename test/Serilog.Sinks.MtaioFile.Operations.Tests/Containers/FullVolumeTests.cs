using System.Globalization;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>A log on a volume that has no more room than its limit says.</summary>
public sealed class FullVolumeTests
{
    const int LineSize = 100;

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void WithLimitsThatFitNothingFailsAndNothingThatIsKeptIsMissing()
    {
        using var folder = new TempFolder();
        using var disk = new MemoryDisk(folder);
        // (4 + 3) × 140,000 bytes are less than a mebibyte.
        using var process = disk.Start("1m", $"open path={disk["app.log"]} max=140000 backups=4 compression=GZip");

        process.Ask($"write 100000 size={LineSize}", "wrote");
        Assert.Equal("100000", process.Ask("flush", "acked"));

        Assert.Contains("Written = 100000, Dropped = 0,", process.Ask("stats", "stats"), StringComparison.Ordinal);
        Assert.Empty(process.Failures);
        process.Ask("dispose", "disposed");
        var numbers = disk.Lines().Numbers;
        // Four archives and a part of the active file.
        Assert.InRange(numbers.Count, 4 * 1400, 5 * 1400);
        disk.Lines().AreExactly(100_000 - numbers.Count + 1, 100_000);
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void WithLimitsThatAreTooLargeTheSinkReportsItAndGoesOnWhenArchivesAreDeleted()
    {
        const int Events = 14_000;
        using var folder = new TempFolder();
        using var disk = new MemoryDisk(folder);
        using var process = disk.Start("1m", $"open path={disk["app.log"]} max=200000 backups=10", $"write {Events} size={LineSize}");
        process.Await("wrote");
        Eventually.True(() => process.Failures.Count > 0, "a report of the full volume");
        Assert.Contains("Dropped = 0,", process.Ask("stats", "stats"), StringComparison.Ordinal);
        // The two oldest of the five archives, each of 2,000 lines.
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3", "app.log.4", "app.log.5"], Names(disk));
        foreach (var archive in new[] { "app.log.4", "app.log.5" }) System.IO.File.Delete(Path.Combine(disk.Outside, archive));

        Assert.Equal(Events.ToString(CultureInfo.InvariantCulture), process.Ask("flush", "acked"));

        disk.Lines().AreExactly(4001, Events);
        Assert.StartsWith(
            $"failure Temporary - could not write to {disk["app.log"]}, will be retried: ",
            Assert.Single(process.Failures),
            StringComparison.Ordinal);
    }

    static IEnumerable<string> Names(MemoryDisk disk) =>
        Directory.GetFiles(disk.Outside).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);
}
