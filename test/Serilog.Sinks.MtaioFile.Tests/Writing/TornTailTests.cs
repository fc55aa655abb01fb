using System.Text;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>An unfinished line of an earlier run or of another program stays on a line of its own.</summary>
public sealed class TornTailTests : LogUnderTest
{
    public static TheoryData<string, byte[], byte[]> Tails => new()
    {
        { "utf-8", [.. "torn"u8], [.. "torn\nb\n"u8] },
        { "utf-8", [.. "whole\n"u8], [.. "whole\nb\n"u8] },
        { "utf-8", [.. "a\ntorn\r"u8], [.. "a\ntorn\r\nb\n"u8] },
        { "utf-8", [.. "a\n"u8, 0xE2, 0x82], [.. "a\n"u8, 0xE2, 0x82, .. "\nb\n"u8] }, // two of the three bytes of €
        { "utf-8", [.. "a\n"u8, .. new byte[100]], [.. "a\n"u8, .. new byte[100], .. "\nb\n"u8] },
        { "utf-8", [0], [0, .. "\nb\n"u8] },
        { "iso-8859-1", [0xE9], [0xE9, .. "\nb\n"u8] },
        { "utf-16", [0xFF, 0xFE, 0x61, 0], [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62, 0, 0x0A, 0] },
        { "utf-16", [0xFF, 0xFE, 0x61, 0, 0x0A, 0], [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62, 0, 0x0A, 0] },
        { "utf-16", [0xFF, 0xFE, 0x00, 0x0A], [0xFF, 0xFE, 0x00, 0x0A, 0x0A, 0, 0x62, 0, 0x0A, 0] }, // U+0A00 is no line end
        { "utf-16", [0xFF, 0xFE, 0x61, 0, 0x0A], [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x0A, 0, 0x62, 0, 0x0A, 0] }, // half a code unit
        { "utf-16", [0xFF, 0xFE, 0x61], [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62, 0, 0x0A, 0] },
        { "utf-16BE", [0xFE, 0xFF, 0, 0x61], [0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0, 0x62, 0, 0x0A] },
    };

    [Theory]
    [MemberData(nameof(Tails))]
    public void AFileThatEndsWithoutALineEndGetsOneBeforeTheNextEvent(string encoding, byte[] before, byte[] after)
    {
        FileInUse.Write(Folder["app.log"], before);
        using (var log = OpenPlain(new() { Encoding = Encoding.GetEncoding(encoding) })) log.Information("b");
        // Encoding.GetEncoding("utf-8") writes a byte order mark, but only into empty files.
        Assert.Equal(after, Folder.Bytes("app.log"));
    }

    [Fact]
    public void ATornTailGetsOnlyOneLineEnd()
    {
        Folder.Write("app.log", "torn");
        using (var log = OpenPlain())
        {
            log.Information("b");
            log.Information("c");
        }
        using (var log = OpenPlain()) log.Information("d");
        Assert.Equal("torn\nb\nc\nd\n"u8, Folder.Bytes("app.log"));
    }

    [Fact]
    public async Task ATailThatAnotherProgramTearsWhileTheFileIsOpenGetsALineEnd()
    {
        using (var log = OpenPlain())
        {
            log.Information("one");
            await FlushAsync();
            FileInUse.Append(Folder["app.log"], "foreign");
            log.Information("two");
            await FlushAsync();
            await using (var file = new FileStream(Folder["app.log"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                file.SetLength(6);
            }
            log.Information("three");
        }
        Assert.Equal("one\nfo\nthree\n"u8, Folder.Bytes("app.log"));
    }

    [Fact]
    public void AFormatWithoutLineEndsGetsNone()
    {
        for (var run = 0; run < 2; run++)
        {
            using var log = OpenPlain(formatter: new DelegateFormatter((_, output) => output.Write('x')));
            log.Information("");
            log.Information("");
        }
        Assert.Equal("xxxx"u8, Folder.Bytes("app.log"));
    }

    [Fact]
    public void AnEventOfThisRunWithoutLineEndIsNotTorn()
    {
        using (var log = OpenPlain(formatter: new DelegateFormatter((e, output) => output.Write(e.MessageTemplate.Text))))
        {
            log.Information("x");
            log.Information("y\n");
        }
        Assert.Equal("xy\n"u8, Folder.Bytes("app.log"));
    }

    [Theory]
    [InlineData("aaaaa", "app.log", "aaaaa\nbbb\n")] // 5 + 1 + 4
    [InlineData("aaaaaa", "app.log.1", "aaaaaa")] // rotated as it is: in an archive nothing follows it
    public void TheAddedLineEndCountsTowardsTheSizeLimit(string torn, string where, string content)
    {
        Folder.Write("app.log", torn);
        using (var log = OpenRotating(10, 3)) Sized.Log(log, "b4");
        Assert.Equal(content, Folder.Text(where));
        Assert.EndsWith(Sized.Text("b4"), Folder.Text("app.log"), StringComparison.Ordinal);
    }
}
