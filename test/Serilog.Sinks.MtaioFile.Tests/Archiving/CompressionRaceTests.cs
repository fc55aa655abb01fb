using System.Text;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Rotations, deletions and a shutdown during a compression that takes long.</summary>
public sealed class CompressionRaceTests : TimedLogUnderTest
{
    static readonly RotationOptions GZip = new() { Compression = ArchiveCompression.GZip };

    [Fact]
    public void RotationsFasterThanCompressionLoseNothingAndDuplicateNothing()
    {
        var noise = Noise(1_000_000);
        var options = new MtaioFileOptions
        {
            ShutdownTimeout = TimeSpan.FromMinutes(5),
            Batching = new MtaioBatchingOptions { BlockTimeout = TimeSpan.FromMinutes(5) },
        };
        using (var log = OpenRotating(maxBytes: 10, backupCount: 20, options, rotation: GZip))
        {
            for (var run = 1; run <= 21; run++) log.Information("{Run} {Noise}", run, noise);
        }
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"app.log.{n}.gz").Append("app.log").Order(StringComparer.Ordinal), Folder.Names);
        Assert.StartsWith("21 ", Folder.Text("app.log"), StringComparison.Ordinal);
        for (var number = 1; number <= 20; number++)
        {
            Assert.Equal($"{21 - number} {noise}\n", Encoding.UTF8.GetString(GZipFile.Read(Folder[$"app.log.{number}.gz"])));
        }
    }

    [Fact]
    public async Task AnArchiveThatShiftsWhileItIsCompressedIsFoundUnderItsNewNumber()
    {
        var content = Large("app.log.1");
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, rotation: GZip))
        {
            await WriteAsync("e1");
            AwaitCompression();
            await Handle.RotateAsync();
            await WriteAsync("e2");
            await Handle.RotateAsync();
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz", "app.log.3.gz"], Folder.Names);
        Assert.True(content.AsSpan().SequenceEqual(GZipFile.Read(Folder["app.log.3.gz"])));
        Assert.Equal("e1\n"u8, GZipFile.Read(Folder["app.log.2.gz"]));
    }

    [Fact]
    public async Task AnArchiveThatIsDeletedWhileItIsCompressedStaysDeleted()
    {
        Large("app.log.1");
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, rotation: GZip, backupCount: 1))
        {
            await WriteAsync("e1");
            AwaitCompression();
            await Handle.RotateAsync();
        }
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
        Assert.Equal("e1\n"u8, GZipFile.Read(Folder["app.log.1.gz"]));
    }

    [Fact]
    public async Task DisposeWaitsForCompressionOnlyUntilTheShutdownTimeoutAndLeavesThePlainFile()
    {
        var content = Large("app.log.1");
        var log = OpenRotating(
            options: new MtaioFileOptions { ShutdownTimeout = TimeSpan.FromMilliseconds(20) },
            rotation: new RotationOptions { Compression = ArchiveCompression.GZip });
        log.Information("e1");
        await FlushAsync();
        AwaitCompression();
        log.Dispose();
        Eventually.True(() => Folder.Names.SequenceEqual(["app.log", "app.log.1"]), "the end of the compression");
        Assert.True(content.AsSpan().SequenceEqual(Folder.Bytes("app.log.1")));
        Assert.Equal("e1\n", Folder.Text("app.log"));
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, rotation: GZip)) await WriteAsync("e2");
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
        Assert.True(content.AsSpan().SequenceEqual(GZipFile.Read(Folder["app.log.1.gz"])));
    }

    void AwaitCompression() => Eventually.True(() => Folder.Names.Any(n => n.EndsWith(".gz.tmp", StringComparison.Ordinal)), "the start of the compression");

    /// <summary>A file whose compression takes its time.</summary>
    byte[] Large(string name)
    {
        var content = Encoding.UTF8.GetBytes(Noise(24_000_000));
        System.IO.File.WriteAllBytes(Folder[name], content);
        return content;
    }

    static string Noise(int bytes)
    {
        var random = new byte[bytes];
        new Random(1).NextBytes(random);
        return Convert.ToHexString(random);
    }
}
