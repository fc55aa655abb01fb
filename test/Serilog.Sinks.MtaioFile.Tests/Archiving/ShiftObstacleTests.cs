using System.Diagnostics;
using System.Runtime.Versioning;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Directories, links and pipes at the names of archives, and the permissions of archives.</summary>
public sealed class ShiftObstacleTests : LogUnderTest
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
    [InlineDataExcept(Except.Wine, "it has no symbolic links", Obstacle.Link, "app.log.1", 1)]
    [InlineDataExcept(Except.Wine, "it has no symbolic links", Obstacle.Link, "app.log.2", 2)]
    [InlineDataExcept(Except.Wine, "it has no symbolic links", Obstacle.Link, "app.log.2.gz", null)]
    [InlineDataExcept(Except.Wine, "it has no symbolic links", Obstacle.DanglingLink, "app.log.1", null)]
    [InlineDataExcept(Except.Windows, "named pipes are no files", Obstacle.Fifo, "app.log.1", 1)]
    public async Task AnObstacleAtAnArchiveNameIsNeitherMovedNorDeletedAndTheFileGrows(Obstacle obstacle, string name, int? backupCount)
    {
        Folder.Write("precious.txt", "precious");
        Put(obstacle, Folder[name], Folder["precious.txt"]);
        using (var log = OpenRotating(10, backupCount))
        {
            for (var i = 0; i < 50; i++) log.Information($"event {i:000}");
            await FlushAsync();
        }
        var archived = name.StartsWith("app.log.2", StringComparison.Ordinal) ? Folder.Text("app.log.1") : "";
        Assert.Equal(string.Concat(Enumerable.Range(0, 50).Select(i => $"event {i:000}\n")), archived + Folder.Text("app.log"));
        Assert.Equal(
            new[] { "app.log", "app.log.1", name, "precious.txt" }.Where(n => n != "app.log.1" || n == name || archived != "").Distinct(),
            Folder.Names);
        Assert.Equal("precious", Folder.Text("precious.txt"));
        AssertIsStill(obstacle, Folder[name]);
        var failure = Assert.Single(Listener.Failures);
        Assert.Equal(LoggingFailureKind.Temporary, failure.Kind);
        Assert.Contains(Folder["app.log"], failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Obstacle.Directory)]
    [InlineDataExcept(Except.Wine, "it has no symbolic links", Obstacle.Link)]
    public void AnObstacleBeyondTheLastArchiveDoesNotMatter(Obstacle obstacle)
    {
        Folder.Write("precious.txt", "precious");
        Put(obstacle, Folder["app.log.2"], Folder["precious.txt"]);
        using (var log = OpenRotating(10, 1)) Sized.Log(log, "a10 b10 c10");
        Assert.Equal((Sized.Text("c10"), Sized.Text("b10")), (Folder.Text("app.log"), Folder.Text("app.log.1")));
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "precious.txt"], Folder.Names);
        AssertIsStill(obstacle, Folder["app.log.2"]);
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public void AFileWhoseArchiveNameWouldBeTooLongGrowsBeyondItsLimit()
    {
        var name = new string('n', 253);
        using (var log = OpenRotating(10, path: Folder[name])) Sized.Log(log, "a10 b10 c10 d10 e10 f10 g10 h10 i10 j10 k10 l10");
        Assert.Equal([name, .. Enumerable.Range(1, 9).Select(n => $"{name}.{n}")], Folder.Names);
        Assert.Equal(Sized.Text("j10 k10 l10"), Folder.Text(name));
        Assert.Equal((Sized.Text("i10"), Sized.Text("a10")), (Folder.Text(name + ".1"), Folder.Text(name + ".9")));
        Assert.Equal(LoggingFailureKind.Temporary, Assert.Single(Listener.Failures).Kind);
    }

    [FactExcept(Except.Windows, "file modes are of Unix")]
    [UnsupportedOSPlatform("windows")]
    public async Task ANewFileIsNoMoreReadableThanTheRotatedFile()
    {
        const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var log = OpenRotating(10, 3))
        {
            Sized.Log(log, "a10 b10");
            await FlushAsync();
            System.IO.File.SetUnixFileMode(Folder["app.log"], OnlyMine);
            Sized.Log(log, "c10 d10");
        }
        Sized.AssertFolder("app.log: d10; .1: c10; .2: b10; .3: a10", Folder);
        // The third was archived before.
        foreach (var name in Folder.Names[..2]) Assert.Equal(OnlyMine, System.IO.File.GetUnixFileMode(Folder[name]));
    }

    [FactExcept(Except.Windows, "file modes are of Unix")]
    [UnsupportedOSPlatform("windows")]
    public void AReadOnlyArchiveShiftsAndStaysReadOnly()
    {
        const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Sized.Write(Folder, "app.log: a10; .1: o1");
        System.IO.File.SetUnixFileMode(Folder["app.log.1"], ReadOnly);
        using (var log = OpenRotating(10, 2)) Sized.Log(log, "b10");
        Sized.AssertFolder("app.log: b10; .1: a10; .2: o1", Folder);
        Assert.Equal(ReadOnly, System.IO.File.GetUnixFileMode(Folder["app.log.2"]));
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
