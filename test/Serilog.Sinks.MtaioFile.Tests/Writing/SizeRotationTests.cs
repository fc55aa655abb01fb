using System.Text;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Rotation by size: which bytes count, and where the file rotates.</summary>
public sealed class SizeRotationTests : LogUnderTest
{
    [Theory]
    // The last byte of the limit is used, one more is not.
    [InlineData(10L, "", "a4 b6", "app.log: a4 b6")]
    [InlineData(10L, "", "a4 b7", "app.log: b7; .1: a4")]
    [InlineData(10L, "", "a10 b1", "app.log: b1; .1: a10")]
    [InlineData(10L, "", "a9 b1 c1", "app.log: c1; .1: a9 b1")]
    // An event beyond the limit stands whole and alone, and leaves no empty archive.
    [InlineData(10L, "", "a25", "app.log: a25")]
    [InlineData(10L, "app.log:", "a25", "app.log: a25")]
    [InlineData(10L, "", "a4 b25 c4", "app.log: c4; .1: b25; .2: a4")]
    [InlineData(10L, "", "a25 b25", "app.log: b25; .1: a25")]
    [InlineData(1L, "", "a1 b1 c1", "app.log: c1; .1: b1; .2: a1")]
    [InlineData(1L, "", "a2 b2", "app.log: b2; .1: a2")]
    // What stands in the file from before counts.
    [InlineData(10L, "app.log: p10", "a1", "app.log: a1; .1: p10")]
    [InlineData(10L, "app.log: p9", "a1", "app.log: p9 a1")]
    [InlineData(10L, "app.log: p25", "a4", "app.log: a4; .1: p25")]
    // No limit, and one that nothing reaches.
    [InlineData(null, "app.log: p10", "a4 b2000 c4", "app.log: p10 a4 b2000 c4")]
    [InlineData(long.MaxValue, "app.log: p10", "a4", "app.log: p10 a4")]
    public void AFileRotatesBeforeTheEventThatWouldExceedItsSizeLimit(long? maxBytes, string before, string logged, string after)
    {
        Sized.Write(Folder, before);
        using (var log = OpenRotating(maxBytes, backupCount: 5)) Sized.Log(log, logged);
        Sized.AssertFolder(after, Folder);
    }

    [Theory]
    [InlineData("a10 b4 b6 c7 d3 e11 f1")]
    [InlineData("a1 b1 c1 d1 e1 f1 g1 h1 i1 j1 k1")]
    public void SingleBatchedAndAuditedEventsRotateTheFileAtTheSamePlaces(string logged)
    {
        using TempFolder oneByOne = new(), together = new(), audit = new();
        using (var log = OpenRotating(10, options: new() { FlushOnLevel = Events.LogEventLevel.Verbose }, path: oneByOne["app.log"]))
        {
            Sized.Log(log, logged);
        }
        using (var log = OpenRotating(10, options: OneBatch(), path: together["app.log"])) Sized.Log(log, logged);
        using (var log = new LoggerConfiguration()
            .AuditTo.MtaioRotatingFile(audit["app.log"], 10, null, outputTemplate: Some.LineTemplate)
            .CreateLogger())
        {
            Sized.Log(log, logged);
        }
        Assert.Equal(oneByOne.Files, together.Files);
        Assert.Equal(oneByOne.Files, audit.Files);
        Assert.Equal(Sized.Text(logged), string.Concat(Archives.OldestFirst(audit).Select(audit.Text)));
    }

    [Fact]
    public void EventsOfOneBatchCountTowardsTheSizeLimit()
    {
        using (var log = OpenRotating(100, 5, OneBatch()))
        {
            for (var i = 0; i < 30; i++) log.Information(Some.Message('x', 10));
        }
        var full = string.Join(' ', Enumerable.Repeat("x10", 10));
        Sized.AssertFolder($"app.log: {full}; .1: {full}; .2: {full}", Folder);
    }

    [Fact]
    public async Task BytesThatAnotherProgramAppendedCountTowardsTheSizeLimit()
    {
        using (var log = OpenRotating(100, 5))
        {
            Sized.Log(log, "a5");
            await FlushAsync();
            FileInUse.Append(Folder["app.log"], Some.Line('x', 90));
            Sized.Log(log, "b10");
        }
        Sized.AssertFolder("app.log: b10; .1: a5 x90", Folder);
    }

    [Fact]
    public void BytesAreCountedNotCharacters()
    {
        using (var log = OpenRotating(10, 5))
        {
            log.Information("€€");
            log.Information("€");
            log.Information("é€é");
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], Folder.Names);
        Assert.Equal("é€é\n"u8, Folder.Bytes("app.log"));
        Assert.Equal("€\n"u8, Folder.Bytes("app.log.1"));
        Assert.Equal("€€\n"u8, Folder.Bytes("app.log.2"));
    }

    [Fact]
    public void ATwoCharacterLineEndCountsTwoBytes()
    {
        var formatter = new DelegateFormatter((e, output) => output.Write(e.MessageTemplate.Text + "\r\n"));
        using (var log = OpenRotating(10, 5, formatter: formatter))
        {
            foreach (var text in new[] { "abc", "def", "ghi" }) log.Information(text);
        }
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Assert.Equal("ghi\r\n"u8, Folder.Bytes("app.log"));
        Assert.Equal("abc\r\ndef\r\n"u8, Folder.Bytes("app.log.1"));
    }

    [Fact]
    public void AnEventWithoutBytesDoesNotRotateTheFile()
    {
        var formatter = new DelegateFormatter(
            (e, output) => output.Write(e.MessageTemplate.Text.Length == 0 ? "" : e.MessageTemplate.Text + "\n"));
        using (var log = OpenRotating(10, 5, formatter: formatter))
        {
            Sized.Log(log, "a10");
            log.Information("");
            log.Information("");
        }
        Sized.AssertFolder("app.log: a10", Folder);
        Handle.ShouldHaveCounted(written: 3, pending: 0, rotations: 0);
    }

    [Theory]
    [InlineData(7, 10, new[] { 10 })] // mark and line fill the file exactly
    [InlineData(8, 10, new[] { 11 })] // an event that only the mark takes past the limit still gets its file
    [InlineData(7, 17, new[] { 17, 10 })] // two lines and one mark
    [InlineData(7, 16, new[] { 10, 10, 10 })]
    public void TheByteOrderMarkCountsTowardsTheSizeLimit(int line, long maxBytes, int[] sizes)
    {
        var events = maxBytes == 10 ? 1 : 3;
        using (var log = OpenRotating(maxBytes, 5, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true) }))
        {
            for (var i = 0; i < events; i++) log.Information(Some.Message('a', line));
        }
        Assert.Equal(sizes.Reverse(), Folder.Names.Select(name => Folder.Bytes(name).Length));
        Assert.All(Folder.Names, name => Assert.Equal<byte>([0xEF, 0xBB, 0xBF, (byte)'a'], Folder.Bytes(name)[..4]));
    }

    /// <summary>Nothing is written before the logger is closed.</summary>
    static MtaioFileOptions OneBatch() => new() { Batching = new() { Period = TimeSpan.FromHours(1), EagerlyEmitFirstEvent = false } };
}
