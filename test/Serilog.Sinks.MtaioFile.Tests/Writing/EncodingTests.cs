using System.Text;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Encodings, and the byte order mark at the start of each file.</summary>
public sealed class EncodingTests
{
    static readonly Encoding Utf8WithMark = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32", "iso-8859-1", "us-ascii"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void AFileIsThePreambleAndTheEncodedText(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        using var folder = new TempFolder();
        using (var log = Open.Plain(folder["app.log"], new() { Encoding = encoding }))
        {
            foreach (var text in new[] { "ten chars.", "é€😀", "" }) log.Information(text);
        }
        Assert.Equal([.. encoding.GetPreamble(), .. encoding.GetBytes("ten chars.\né€😀\n\n")], folder.Bytes("app.log"));
    }

    [Fact]
    public void Utf16CostsTwoBytesACharacterAndTwoForTheMark()
    {
        using var folder = new TempFolder();
        using (var log = Open.Plain(folder["app.log"], new() { Encoding = Encoding.Unicode }, WithoutLineEnd())) log.Information("ten chars.");
        Assert.Equal(22, folder.Bytes("app.log").Length);
    }

    [Fact]
    public void EveryRotatedFileStartsWithItsMark()
    {
        using var folder = new TempFolder();
        using (var log = Open.Rotating(folder["app.log"], 10, 3, new() { Encoding = Encoding.Unicode }))
        {
            log.Information("ab");
            log.Information("ab");
        }
        byte[] file = [0xFF, 0xFE, (byte)'a', 0, (byte)'b', 0, (byte)'\n', 0];
        Assert.Equal(["app.log", "app.log.1"], folder.Names);
        Assert.Equal(file, folder.Bytes("app.log"));
        Assert.Equal(file, folder.Bytes("app.log.1"));
    }

    [Fact]
    public void AFileHasOneMarkHoweverOftenItIsOpened()
    {
        using var folder = new TempFolder();
        for (var run = 0; run < 3; run++)
        {
            using var log = Open.Plain(folder["app.log"], new() { Encoding = Utf8WithMark }, WithoutLineEnd());
            log.Information("x");
        }
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'x', (byte)'x', (byte)'x'], folder.Bytes("app.log"));
    }

    [Theory]
    [InlineData("", true, "\uFEFFx\n")] // an empty file is a new one
    [InlineData("z\n", true, "z\nx\n")] // one with content has begun without
    [InlineData("z\n", false, "\uFEFFx\n")] // one that is emptied begins again
    public void TheMarkGoesIntoEmptyFilesOnly(string before, bool append, string after)
    {
        using var folder = new TempFolder();
        System.IO.File.WriteAllBytes(folder["app.log"], Encoding.UTF8.GetBytes(before));
        using (var log = Open.Plain(folder["app.log"], new() { Encoding = Utf8WithMark, Append = append })) log.Information("x");
        Assert.Equal(Encoding.UTF8.GetBytes(after), folder.Bytes("app.log"));
    }

    [Fact]
    public async Task AFileThatAnotherProgramEmptiedGetsItsMarkAgain()
    {
        using var folder = new TempFolder();
        var handle = new MtaioFileHandle();
        using (var log = Open.Plain(folder["app.log"], new() { Encoding = Utf8WithMark, Handle = handle }))
        {
            log.Information("one");
            await handle.FlushAsync();
            await using (var file = new FileStream(folder["app.log"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(0);
            log.Information("two");
        }
        Assert.Equal("\uFEFFtwo\n"u8, folder.Bytes("app.log"));
    }

    [Fact]
    public void BytesAreCountedWithTheMark()
    {
        using var folder = new TempFolder();
        var handle = new MtaioFileHandle();
        using (var log = Open.Plain(folder["app.log"], new() { Encoding = Utf8WithMark, Handle = handle })) log.Information("€");
        Assert.Equal(7, handle.Statistics.Bytes);
        Assert.Equal(7, folder.Bytes("app.log").Length);
    }

    static MessageTemplateTextFormatter WithoutLineEnd() => new("{Message:lj}");
}
