using System.Text;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Encodings, and the byte order mark at the start of each file.</summary>
public sealed class EncodingTests : LogUnderTest
{
    static readonly Encoding Utf8WithMark = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32", "iso-8859-1", "us-ascii"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void AFileIsTheByteOrderMarkAndTheEncodedText(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        using (var log = OpenPlain(new() { Encoding = encoding }))
        {
            foreach (var text in new[] { "ten chars.", "é€😀", "" }) log.Information(text);
        }
        Assert.Equal([.. encoding.GetPreamble(), .. encoding.GetBytes("ten chars.\né€😀\n\n")], Folder.Bytes("app.log"));
    }

    [Fact]
    public void Utf16TakesTwoBytesForEachCharacterAndForTheByteOrderMark()
    {
        using (var log = OpenPlain(new() { Encoding = Encoding.Unicode }, WithoutLineEnd())) log.Information("ten chars.");
        Assert.Equal(22, Folder.Bytes("app.log").Length);
    }

    [Fact]
    public void EveryRotatedFileStartsWithAByteOrderMark()
    {
        using (var log = OpenRotating(10, 3, new() { Encoding = Encoding.Unicode }))
        {
            log.Information("ab");
            log.Information("ab");
        }
        byte[] file = [0xFF, 0xFE, (byte)'a', 0, (byte)'b', 0, (byte)'\n', 0];
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Assert.Equal(file, Folder.Bytes("app.log"));
        Assert.Equal(file, Folder.Bytes("app.log.1"));
    }

    [Fact]
    public void AFileThatIsOpenedOftenHasOneByteOrderMark()
    {
        for (var run = 0; run < 3; run++)
        {
            using var log = OpenPlain(new() { Encoding = Utf8WithMark }, WithoutLineEnd());
            log.Information("x");
        }
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'x', (byte)'x', (byte)'x'], Folder.Bytes("app.log"));
    }

    [Theory]
    [InlineData("", true, "\uFEFFx\n")] // an empty file is a new one
    [InlineData("z\n", true, "z\nx\n")] // one with content has begun without
    [InlineData("z\n", false, "\uFEFFx\n")] // one that is emptied begins again
    public void OnlyEmptyFilesGetAByteOrderMark(string before, bool append, string after)
    {
        FileInUse.Write(Folder["app.log"], Encoding.UTF8.GetBytes(before));
        using (var log = OpenPlain(new() { Encoding = Utf8WithMark, Append = append })) log.Information("x");
        Assert.Equal(Encoding.UTF8.GetBytes(after), Folder.Bytes("app.log"));
    }

    [Fact]
    public async Task AFileThatAnotherProgramEmptiedGetsAByteOrderMarkAgain()
    {
        using (var log = OpenPlain(new() { Encoding = Utf8WithMark }))
        {
            log.Information("one");
            await FlushAsync();
            await using (var file = new FileStream(Folder["app.log"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                file.SetLength(0);
            }
            log.Information("two");
        }
        Assert.Equal("\uFEFFtwo\n"u8, Folder.Bytes("app.log"));
    }

    [Fact]
    public void TheByteOrderMarkIsCountedInTheStatistics()
    {
        using (var log = OpenPlain(new() { Encoding = Utf8WithMark })) log.Information("€");
        Handle.ShouldHaveCounted(bytes: 7);
        Assert.Equal(7, Folder.Bytes("app.log").Length);
    }

    static MessageTemplateTextFormatter WithoutLineEnd() => new("{Message:lj}");
}
