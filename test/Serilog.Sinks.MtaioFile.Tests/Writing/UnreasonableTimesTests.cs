using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Files whose time of last write is beyond the times that .NET has: after the year 9999, or before the year 1.</summary>
public sealed class UnreasonableTimesTests : LogUnderTest
{
    // In memory, since the file systems of most disks cannot store such times.
    readonly string _folder = Directory.CreateDirectory($"/dev/shm/mtaiofile-{Guid.NewGuid():N}").FullName;

    public static TheoryData<string, string> Times
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var seconds in new[] { "300000000000", "253402300799", "-99999999999" })
            {
                foreach (var interval in Intervals.Texts) data.Add(seconds, interval);
            }
            return data;
        }
    }

    [RequiresTheory("touch")]
    [MemberData(nameof(Times))]
    public async Task TheFileIsWrittenAndRotatedAndItsArchivesCompressed(string seconds, string interval)
    {
        foreach (var name in new[] { "app.log", "app.log.1" })
        {
            System.IO.File.WriteAllText(PathOf(name), $"{name}\n");
            using var touch = Process.Start("touch", ["-d", "@" + seconds, PathOf(name)]);
            await touch.WaitForExitAsync();
        }
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip, RetainedBytes = 1_000_000 };
        var path = PathOf("app.log");
        using (var log = OpenRotating(backupCount: 9, interval: RotationInterval.Parse(interval), rotation: rotation, path: path))
        {
            log.Information("e1");
            await FlushAsync();
            await Handle.RotateAsync();
        }
        Assert.Empty(Listener.Failures);
        Handle.ShouldHaveCounted(written: 1, dropped: 0);
        var texts = Directory.GetFiles(_folder, "*.gz").Select(path => System.Text.Encoding.UTF8.GetString(GZipFile.Read(path)));
        Assert.Equal("app.log\napp.log.1\ne1\n".Split('\n').Order(), string.Concat(texts).Split('\n').Order());
    }

    public override void Dispose()
    {
        base.Dispose();
        GC.SuppressFinalize(this);
        Directory.Delete(_folder, recursive: true);
    }

    string PathOf(string name) => Path.Combine(_folder, name);
}
