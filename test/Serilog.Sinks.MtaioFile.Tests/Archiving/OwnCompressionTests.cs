using System.IO.Compression;
using System.Text;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>A compression that is a class of the user: it works as those of the library do, and its mistakes lose nothing.</summary>
public sealed class OwnCompressionTests : LogUnderTest
{
    [Theory]
    [InlineData(".zz")]
    [InlineData(".lz4")]
    [InlineData(".7z")]
    [InlineData(".gz")]
    public async Task ArchivesAreCompressedShiftedAndPruned(string suffix)
    {
        await LogAsync("a10 b10 c10 d10", new Own { Name = suffix }, backupCount: 2);
        Assert.Equal(["app.log", $"app.log.1{suffix}", $"app.log.2{suffix}"], Folder.Names);
        Assert.Equal(Sized.Text("b10"), Read($"app.log.2{suffix}"));
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public async Task AfterAChangeOfTheCompressionOlderArchivesAreStillArchives()
    {
        await LogAsync("a10 b10", new ZLibCompression());
        await LogAsync("c10", ArchiveCompression.GZip, former: "{name}.{n}.zz");
        await LogAsync("d10", ArchiveCompression.Brotli, former: "{name}.{n}.zz");
        await LogAsync("e10", ArchiveCompression.None, former: "{name}.{n}.zz");
        Assert.Equal(["app.log", "app.log.1", "app.log.1.zz", "app.log.2.br", "app.log.3.gz"], Folder.Names);
        await LogAsync("f10", ArchiveCompression.None, backupCount: 3, former: "{name}.{n}.zz");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3.br"], Folder.Names);
    }

    [Fact]
    public async Task AStreamThatIsLeftOpenOrClosesItsTargetIsTheSame()
    {
        await LogAsync("a10 b10", new Own { Name = ".a", LeavesOpen = true });
        await LogAsync("c10", new Own { Name = ".b" }, former: "{name}.{n}.a");
        Assert.Equal(["app.log", "app.log.1.a", "app.log.1.b"], Folder.Names);
    }

    [Fact]
    public async Task ACompressionThatFailsLeavesThePlainArchivesAndIsReported()
    {
        var own = new Own { Fails = true };
        await LogAsync("a10 b10 c10", own);
        Sized.AssertFolder("app.log: c10; .1: b10; .2: a10", Folder);
        Assert.Contains(Listener.Failures, f => f.Message.Contains("could not compress the archive", StringComparison.Ordinal));
        own.Fails = false;
        await LogAsync("d10", own);
        Assert.Equal(["app.log", "app.log.1.zz", "app.log.2.zz", "app.log.3.zz"], Folder.Names);
    }

    [Fact]
    public async Task ACompressionThatWritesSomethingElseLeavesThePlainArchives()
    {
        await LogAsync("a10 b10", new Own { Corrupts = true });
        Sized.AssertFolder("app.log: b10; .1: a10", Folder);
        Assert.Contains(Listener.Failures, f => f.Exception!.Message.Contains("differs from the archive", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACompressionMayLog()
    {
        var own = new Own();
        using (var log = OpenRotating(10, 9, rotation: new RotationOptions { Compression = own }))
        {
            own.Called = () => log.Information(Some.Message('x', 10));
            Sized.Log(log, "a10 b10");
            await FlushAsync();
            Eventually.True(() => Folder.Names.Contains("app.log.2.zz"), "the archive of the event from inside");
            own.Called = () => { };
        }
        Assert.Equal(Sized.Text("a10"), Read(Folder.Names[^1]));
    }

    [Fact]
    public async Task AFileThatMayHaveBeenCutShortIsMadeAgain()
    {
        await LogAsync("a10 b10", new Own());
        var whole = Folder.Bytes("app.log.1.zz");
        // A file without its check sum still gives the whole content.
        FileInUse.Write(Folder["app.log.1.zz"], whole.AsSpan(..^1));
        Folder.Write("app.log.1", Sized.Text("a10"));
        await LogAsync("c10", new Own());
        Assert.Equal(["app.log", "app.log.1.zz", "app.log.2.zz"], Folder.Names);
        Assert.Equal(whole, Folder.Bytes("app.log.2.zz"));
    }

    [Theory]
    [InlineData("", "has the suffix \"\", which is not a dot with letters and digits behind it; write, for instance, .zst")]
    [InlineData(null, "has the suffix \"\"")]
    [InlineData("zst", "has the suffix \"zst\"")]
    [InlineData(".", "has the suffix \".\"")]
    [InlineData(".1", "has the suffix \".1\"")]
    [InlineData(".z/t", "has the suffix \".z/t\"")]
    [InlineData(".tmp", "has the suffix .tmp, which other files of the sink have")]
    [InlineData(".LOCK", "has the suffix .LOCK, which other files of the sink have")]
    [InlineData(".GZ", "has the suffix .GZ, which differs from .gz by case alone; write .gz")]
    [InlineData(".moving", "has the suffix .moving, which other files of the sink have")]
    public void AWrongSuffixIsRefused(string? suffix, string mistake) => AssertRefused(new Own { Name = suffix! }, mistake);

    [Fact]
    public void ACompressionThatDoesNotWorkIsRefused()
    {
        AssertRefused(new Own { FailsAtOnce = true }, "could not compress two lines and read them back: NotSupportedException: no library");
        AssertRefused(new Own { CorruptsAtOnce = true }, "does not read back the lines that it has compressed");
    }

    [Fact]
    public void ThereIsNoNullCompression()
    {
        var rotation = new RotationOptions { Compression = null! };
        Assert.Equal("Compression", Assert.Throws<ArgumentNullException>(() => OpenRotating(10, rotation: rotation)).ParamName);
    }

    [Fact]
    public void AnArchiveNameThatEndsInTheSuffixIsRefused()
    {
        var rotation = new RotationOptions { ArchiveName = "{name}.{n}.zz", Compression = new Own() };
        var failure = Assert.Throws<ArgumentException>(() => OpenRotating(10, rotation: rotation));
        Assert.Contains(".zz is the end of other files of the sink", failure.Message, StringComparison.Ordinal);
    }

    void AssertRefused(ArchiveCompression compression, string mistake)
    {
        var failure = Assert.Throws<ArgumentException>(() => OpenRotating(10, rotation: new RotationOptions { Compression = compression }));
        Assert.Equal("Compression", failure.ParamName);
        Assert.StartsWith($"Own {mistake}", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Folder.Names);
    }

    async Task LogAsync(string lines, ArchiveCompression compression, int? backupCount = 9, string? former = null)
    {
        var rotation = new RotationOptions { Compression = compression, FormerArchiveNames = former is null ? [] : [former] };
        using var log = OpenRotating(10, backupCount, rotation: rotation);
        Sized.Log(log, lines);
        await FlushAsync();
    }

    string Read(string name)
    {
        using var file = FileInUse.Open(Folder[name]);
        using var plain = new ZLibStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The first compression is the check of the options.</summary>
    sealed class Own : ArchiveCompression
    {
        int _calls;

        public string Name { get; init; } = ".zz";

        public bool LeavesOpen { get; init; }

        public bool Fails { get; set; }

        public bool Corrupts { get; init; }

        public bool FailsAtOnce { get; init; }

        public bool CorruptsAtOnce { get; init; }

        public Action Called { get; set; } = () => { };

        public override string Suffix => Name;

        public override Stream OpenCompressing(Stream target)
        {
            Called();
            var isLater = Interlocked.Increment(ref _calls) > 1;
            if (FailsAtOnce || (Fails && isLater)) throw new NotSupportedException("no library");
            if (CorruptsAtOnce || (Corrupts && isLater)) target = new CutStream(target);
            return new ZLibStream(target, CompressionLevel.Fastest, LeavesOpen);
        }

        public override Stream OpenDecompressing(Stream source) => new ZLibStream(source, CompressionMode.Decompress, LeavesOpen);
    }

    /// <summary>Takes everything and writes nothing.</summary>
    sealed class CutStream(Stream inner) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
