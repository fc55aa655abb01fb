using System.Text;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>
/// Archives are compressed on Windows, where a name that is used again within 15 seconds has the creation time of the file that had it.
/// </summary>
public sealed class WindowsCompressionTests : LogUnderTest
{
    const int Archives = 3;

    [WindowsTheory]
    [InlineData("GZip")]
    [InlineData("Brotli")]
    public async Task ArchivesOfOneLengthKeepTheirOwnContents(string compression)
    {
        var rotation = new RotationOptions { Compression = ArchiveCompression.Named[compression] };
        var log = OpenRotating(100, options: Patient.Options(), rotation: rotation);
        // Each letter fills a file.
        foreach (var letter in "abcd") Sized.Log(log, string.Concat(Enumerable.Repeat($"{letter}25 ", 4)));
        await FlushAsync();
        var suffix = rotation.Compression.Suffix;
        Eventually.True(() => Folder.Names.Count(n => n.EndsWith(suffix, StringComparison.Ordinal)) == Archives, "compressed archives");
        log.Dispose();

        Assert.Equal(["app.log", $"app.log.1{suffix}", $"app.log.2{suffix}", $"app.log.3{suffix}"], Folder.Names);
        for (var number = 1; number <= Archives; number++)
        {
            var letter = "dcba"[number];
            var expected = Sized.Text(string.Concat(Enumerable.Repeat($"{letter}25 ", 4)));
            Assert.Equal(expected, TextOf(Folder[$"app.log.{number}{suffix}"], rotation.Compression));
        }
        Assert.Empty(Listener.Failures);
    }

    [WindowsFact]
    public async Task AnArchiveThatIsReplacedWhileItIsCompressedIsLeftAsItIs()
    {
        using var held = new Archiving.HeldCompression();
        var log = OpenRotating(null, options: Patient.Options(), rotation: new RotationOptions { Compression = held });
        log.Information("ours");
        await Handle.RotateAsync();
        held.AwaitStart();
        Folder.Write("theirs", "not ours");
        System.IO.File.Move(Folder["app.log.1"], Folder["moved"]);
        System.IO.File.Move(Folder["theirs"], Folder["app.log.1"]);
        held.Release();
        log.Information("more");
        await Handle.RotateAsync();
        Eventually.True(
            () => Folder.Names is ["app.log", "app.log.1.gz", "app.log.2.gz", "moved"], () => string.Join(' ', Folder.Names));
        log.Dispose();
        Assert.Equal("not ours", TextOf(Folder["app.log.2.gz"], ArchiveCompression.GZip));
        Assert.Equal("more\n", TextOf(Folder["app.log.1.gz"], ArchiveCompression.GZip));
        Assert.Equal("ours\n", Folder.Text("moved"));
        Assert.Empty(Listener.Failures);
    }

    static string TextOf(string path, ArchiveCompression compression)
    {
        using var file = FileInUse.Open(path);
        using var reader = new StreamReader(compression.OpenDecompressing(file), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
