using System.Text;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Rotations, deletions and a shutdown during a compression, which the test holds open.</summary>
public sealed class CompressionRaceTests : TimedLogUnderTest
{
    readonly HeldCompression _compression = new();

    RotationOptions Held => new() { Compression = _compression };

    [Fact]
    public async Task RotationsFasterThanCompressionLoseNothingAndDuplicateNothing()
    {
        var noise = Noise(1_000_000);
        var options = new MtaioFileOptions
        {
            ShutdownTimeout = TimeSpan.FromMinutes(5),
            Batching = new MtaioBatchingOptions { BlockTimeout = TimeSpan.FromMinutes(5) },
        };
        using (var log = OpenRotating(maxBytes: 10, backupCount: 20, options, rotation: Held))
        {
            for (var run = 1; run <= 21; run++)
            {
                log.Information("{Run} {Noise}", run, noise);
                if (run != 10) continue;
                await FlushAsync();
                _compression.AwaitStart();
                _compression.Release();
            }
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
        Folder.Write("app.log.1", "o1\n");
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, rotation: Held))
        {
            await WriteAsync("e1");
            _compression.AwaitStart();
            await Handle.RotateAsync();
            await WriteAsync("e2");
            await Handle.RotateAsync();
            Assert.Equal("o1\n", Folder.Text("app.log.3"));
            _compression.Release();
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz", "app.log.3.gz"], Folder.Names);
        Assert.Equal("o1\n"u8, GZipFile.Read(Folder["app.log.3.gz"]));
        Assert.Equal("e1\n"u8, GZipFile.Read(Folder["app.log.2.gz"]));
    }

    [Fact]
    public async Task AnArchiveThatIsDeletedWhileItIsCompressedStaysDeleted()
    {
        Folder.Write("app.log.1", "o1\n");
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, rotation: Held, backupCount: 1))
        {
            await WriteAsync("e1");
            _compression.AwaitStart();
            await Handle.RotateAsync();
            Assert.Equal(["app.log", "app.log.1"], Folder.Names.Where(n => !IsTemporary(n)));
            Assert.Equal("e1\n", Folder.Text("app.log.1"));
            _compression.Release();
        }
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
        Assert.Equal("e1\n"u8, GZipFile.Read(Folder["app.log.1.gz"]));
    }

    [Fact]
    public async Task WhatAnotherProcessAppendsToAnArchiveAfterItWasCompressedIsNotLost()
    {
        Folder.Write("app.log.1", "o1\n");
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, rotation: Held))
        {
            await WriteAsync("e1");
            _compression.AwaitStart();
            _compression.AfterComparison = () =>
            {
                _compression.AfterComparison = () => { };
                System.IO.File.AppendAllText(Folder["app.log.1"], "late\n");
            };
            _compression.Release();
            Eventually.True(() => Listener.Failures.Count > 0, "the report that the archive has grown");
            Assert.Equal(["app.log", "app.log.1"], Folder.Names);
            await Handle.RotateAsync();
        }
        Assert.Equal("o1\nlate\n"u8, GZipFile.Read(Folder["app.log.2.gz"]));
        Assert.Contains("has grown", Assert.Single(Listener.Failures).Exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeWaitsForCompressionOnlyUntilTheShutdownTimeoutAndLeavesThePlainFile()
    {
        Folder.Write("app.log.1", "o1\n");
        var log = OpenRotating(
            options: new MtaioFileOptions { ShutdownTimeout = TimeSpan.FromMilliseconds(20) },
            rotation: Held);
        log.Information("e1");
        await FlushAsync();
        _compression.AwaitStart();
        Hang.Fails(log.Dispose);
        Assert.Single(Folder.Names, IsTemporary);
        // The thread that writes closes the file after it has given up waiting for the compression.
        Eventually.True(() => !FileInUse.IsOpenHere(Folder["app.log"]), "the end of the log");
        _compression.Release();
        Eventually.True(() => Folder.Names.SequenceEqual(["app.log", "app.log.1"]), "the end of the compression");
        Assert.Equal("o1\n", Folder.Text("app.log.1"));
        Assert.Equal("e1\n", Folder.Text("app.log"));
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, rotation: Held)) await WriteAsync("e2");
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
        Assert.Equal("o1\n"u8, GZipFile.Read(Folder["app.log.1.gz"]));
    }

    public override void Dispose()
    {
        // Before the logs are closed, which wait for their compression.
        _compression.Dispose();
        base.Dispose();
    }

    static bool IsTemporary(string name) => name.EndsWith(".gz.tmp", StringComparison.Ordinal);

    static string Noise(int bytes)
    {
        var random = new byte[bytes];
        new Random(1).NextBytes(random);
        return Convert.ToHexString(random);
    }
}
