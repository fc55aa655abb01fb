using System.Diagnostics;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Things that stand where an archive should go, and who may read what.</summary>
public sealed class ShiftObstacleTests
{
    public enum Obstacle
    {
        Directory,
        Link,
        DanglingLink,
        Fifo,
    }

    [Theory]
    [InlineData(Obstacle.Directory, "app.log.1", 1)]
    [InlineData(Obstacle.Directory, "app.log.2", 3)]
    [InlineData(Obstacle.Link, "app.log.1", 1)]
    [InlineData(Obstacle.Link, "app.log.2", 2)]
    [InlineData(Obstacle.Link, "app.log.2.gz", null)]
    [InlineData(Obstacle.DanglingLink, "app.log.1", null)]
    [InlineData(Obstacle.Fifo, "app.log.1", 1)]
    public async Task WhatIsNotALogFileIsNeitherMovedNorDeletedAndTheFileGrows(Obstacle obstacle, string name, int? backupCount)
    {
        using var folder = new TempFolder();
        folder.Write("precious.txt", "precious");
        Put(obstacle, folder[name], folder["precious.txt"]);
        var listener = new CollectingFailureListener();
        var handle = new MtaioFileHandle();
        using (var log = Open.Rotating(folder["app.log"], 10, backupCount, new() { Handle = handle }, listener: listener))
        {
            for (var i = 0; i < 50; i++) log.Information($"event {i:000}");
            await handle.FlushAsync();
        }
        var archived = name.StartsWith("app.log.2", StringComparison.Ordinal) ? folder.Text("app.log.1") : "";
        Assert.Equal(string.Concat(Enumerable.Range(0, 50).Select(i => $"event {i:000}\n")), archived + folder.Text("app.log"));
        Assert.Equal(new[] { "app.log", "app.log.1", name, "precious.txt" }.Where(n => n != "app.log.1" || n == name || archived != "").Distinct(), folder.Names);
        Assert.Equal("precious", folder.Text("precious.txt"));
        AssertIsStill(obstacle, folder[name]);
        var failure = Assert.Single(listener.Failures);
        Assert.Equal(LoggingFailureKind.Temporary, failure.Kind);
        Assert.Contains(folder["app.log"], failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Obstacle.Directory)]
    [InlineData(Obstacle.Link)]
    public void BeyondTheLastNumberItIsInNobodysWay(Obstacle obstacle)
    {
        using var folder = new TempFolder();
        folder.Write("precious.txt", "precious");
        Put(obstacle, folder["app.log.2"], folder["precious.txt"]);
        var listener = new CollectingFailureListener();
        using (var log = Open.Rotating(folder["app.log"], 10, 1, listener: listener)) Sized.Log(log, "a10 b10 c10");
        Assert.Equal((Sized.Text("c10"), Sized.Text("b10")), (folder.Text("app.log"), folder.Text("app.log.1")));
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "precious.txt"], folder.Names);
        AssertIsStill(obstacle, folder["app.log.2"]);
        Assert.Empty(listener.Failures);
    }

    [Fact]
    public void ANameTooLongForItsNextArchiveGrowsBeyondItsLimit()
    {
        using var folder = new TempFolder();
        var name = new string('n', 253);
        var listener = new CollectingFailureListener();
        using (var log = Open.Rotating(folder[name], 10, backupCount: null, listener: listener)) Sized.Log(log, "a10 b10 c10 d10 e10 f10 g10 h10 i10 j10 k10 l10");
        Assert.Equal([name, .. Enumerable.Range(1, 9).Select(n => $"{name}.{n}")], folder.Names);
        Assert.Equal(Sized.Text("j10 k10 l10"), folder.Text(name));
        Assert.Equal((Sized.Text("i10"), Sized.Text("a10")), (folder.Text(name + ".1"), folder.Text(name + ".9")));
        Assert.Equal(LoggingFailureKind.Temporary, Assert.Single(listener.Failures).Kind);
    }

    [Fact]
    public async Task ANewFileIsNoMoreReadableThanTheOneThatWasRotated()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var folder = new TempFolder();
        var handle = new MtaioFileHandle();
        using (var log = Open.Rotating(folder["app.log"], 10, 3, new() { Handle = handle }))
        {
            Sized.Log(log, "a10 b10");
            await handle.FlushAsync();
            System.IO.File.SetUnixFileMode(folder["app.log"], OnlyMine);
            Sized.Log(log, "c10 d10");
        }
        Sized.AssertFolder("app.log: d10; .1: c10; .2: b10; .3: a10", folder);
        // The third was archived before.
        foreach (var name in folder.Names[..2]) Assert.Equal(OnlyMine, System.IO.File.GetUnixFileMode(folder[name]));
    }

    [Fact]
    public void AReadOnlyArchiveMovesUpAsItIs()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        using var folder = new TempFolder();
        Sized.Write(folder, "app.log: a10; .1: o1");
        System.IO.File.SetUnixFileMode(folder["app.log.1"], ReadOnly);
        using (var log = Open.Rotating(folder["app.log"], 10, 2)) Sized.Log(log, "b10");
        Sized.AssertFolder("app.log: b10; .1: a10; .2: o1", folder);
        Assert.Equal(ReadOnly, System.IO.File.GetUnixFileMode(folder["app.log.2"]));
    }

    static void Put(Obstacle obstacle, string path, string linked)
    {
        switch (obstacle)
        {
            case Obstacle.Directory:
                Directory.CreateDirectory(path);
                break;
            case Obstacle.Link:
                System.IO.File.CreateSymbolicLink(path, linked);
                break;
            case Obstacle.DanglingLink:
                System.IO.File.CreateSymbolicLink(path, linked + ".gone");
                break;
            default:
                using (var made = Process.Start("mkfifo", path)) made.WaitForExit();
                break;
        }
    }

    static void AssertIsStill(Obstacle obstacle, string path)
    {
        var expected = obstacle switch
        {
            Obstacle.Directory => FileKind.Directory,
            Obstacle.Fifo => FileKind.Fifo,
            _ => FileKind.Link,
        };
        Assert.Equal(expected, PhysicalFileSystem.Instance.Probe(path)?.Kind);
    }
}
