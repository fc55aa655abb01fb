using System.Text;
using Microsoft.Extensions.Time.Testing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Two sinks of one process on one file, with every kind of rotation.</summary>
public sealed class TwoRotatingSinksTests : LogUnderTest
{
    [Fact]
    public async Task OnlyOneOfTwoSinksRotatesTheFileAtTheEndOfThePeriod()
    {
        Clock = new FakeTimeProvider(Utc.At("2024-03-01T23:59Z"));
        var (first, second) = (new MtaioFileHandle(), new MtaioFileHandle());
        var a = OpenShared(first);
        var b = OpenShared(second);
        for (var day = 1; day <= 3; day++)
        {
            a.Information("a{Day}", day);
            await first.FlushAsync();
            b.Information("b{Day}", day);
            await second.FlushAsync();
            Clock.Advance(TimeSpan.FromDays(1));
        }
        b.Information("b4");
        await second.FlushAsync();
        a.Information("a4");
        await first.FlushAsync();
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3"], Folder.Names);
        Assert.Equal(["b4\na4\n", "a3\nb3\n", "a2\nb2\n", "a1\nb1\n"], Folder.Files.Values);
        Assert.Equal(3, first.Statistics.Rotations + second.Statistics.Rotations);
    }

    [Fact]
    public async Task WithRotationBySizeAndTimeAndCompressionEveryEventIsInOneFileOnce()
    {
        const int Each = 1500;
        Clock = new FakeTimeProvider(Utc.At("2024-03-01T12:00Z"));
        var rotation = new RotationOptions
        {
            Compression = ArchiveCompression.GZip,
            UncompressedArchives = 1,
            RetainedAge = TimeSpan.FromDays(3650),
            RetainedBytes = long.MaxValue,
        };
        var handles = new[] { new MtaioFileHandle(), new MtaioFileHandle() };
        var logs = handles.Select(h => OpenShared(h, maxBytes: 2000, rotation: rotation)).ToArray();
        var writers = logs.Select((log, writer) => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                log.Information("{Writer}-{Number}", writer, i);
                if (i % 100 == 0) Clock.Advance(TimeSpan.FromHours(6));
            }
        }));
        await Task.WhenAll(writers);
        foreach (var log in logs) await log.DisposeAsync();

        var files = Folder.Names.Select(n => n.EndsWith(".gz", StringComparison.Ordinal) ? GZipFile.Read(Folder[n]) : Folder.Bytes(n))
            .ToArray();
        var lines = files.SelectMany(f => Encoding.UTF8.GetString(f).Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.Equal(2 * Each, lines.Length);
        Assert.Equal(2 * Each, lines.Distinct().Count());
        Assert.All(files, f => Assert.InRange(f.Length, 0, 2000));
        Assert.DoesNotContain(Folder.Names, n => n.EndsWith(".gz.tmp", StringComparison.Ordinal));
        Assert.Empty(Listener.Failures.Select(f => f.Message));
        Assert.Equal(Folder.Names.Length - 1, handles.Sum(h => h.Statistics.Rotations));
    }

    Core.Logger OpenShared(MtaioFileHandle handle, long? maxBytes = null, RotationOptions? rotation = null)
    {
        var options = new MtaioFileOptions
        {
            TimeProvider = Clock,
            Handle = handle,
            ShutdownTimeout = TimeSpan.FromMinutes(2),
            Batching = new MtaioBatchingOptions { BlockTimeout = TimeSpan.FromMinutes(2) },
        };
        return OpenRotating(maxBytes, options: options, interval: RotationInterval.Day, rotation: rotation);
    }
}
