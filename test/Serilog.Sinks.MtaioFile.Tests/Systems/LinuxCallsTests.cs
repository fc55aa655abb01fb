using System.Runtime.Versioning;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Systems;

/// <summary>Linux with a C library that lacks a function: the call of the kernel gives the same answers.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LinuxCallsTests
{
    [RequiresFact]
    public void TheStatusOfAFileIsTheSameWithoutTheFunctionOfTheLibrary()
    {
        using var folder = new TempFolder();
        folder.Write("file", "content");
        System.IO.File.CreateSymbolicLink(folder["link"], "file");
        var (with, without) = (new LinuxCalls(), new LinuxCalls(libraryHasStatX: false));
        foreach (var path in new[] { folder["file"], folder["link"], folder.Path, "/dev/null", "/proc/self/status" })
        {
            foreach (var followLinks in new[] { false, true })
            {
                Assert.NotNull(without.StatusOf(path, followLinks));
                // The time of what is in /proc is that of the look.
                Assert.Equal(Timeless(with.StatusOf(path, followLinks)), Timeless(without.StatusOf(path, followLinks)));
            }
        }
        using var file = System.IO.File.OpenHandle(folder["file"]);
        Assert.Equal(with.StatusOf(file), without.StatusOf(file));
        Assert.Equal(7, without.StatusOf(file).Length);
    }

    [RequiresFact]
    public void AnAbsentFileIsAbsentWithoutTheFunctionOfTheLibrary()
    {
        using var folder = new TempFolder();
        var calls = new LinuxCalls(libraryHasStatX: false);
        Assert.Null(calls.StatusOf(folder["gone"], followLinks: true));
        Assert.Null(calls.StatusOf(folder["gone/below"], followLinks: false));
        Assert.Null(calls.StatusOf(folder[new string('n', 256)], followLinks: false));
    }

    static FileStatus? Timeless(FileStatus? status) => status is { } known ? known with { LastWrite = default } : null;
}
