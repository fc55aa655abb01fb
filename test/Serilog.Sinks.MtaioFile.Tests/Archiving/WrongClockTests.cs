using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>A clock that is or was wrong costs no archive that was written lately.</summary>
public sealed class WrongClockTests : TimedLogUnderTest
{
    [Theory]
    [InlineData("app.log.2031-01-01.001", "app.log.2031-01-02.001.gz")]
    [InlineData("app.log.2024-03-02.001", "app.log.2024-03-02.002")]
    [InlineData("app.log.2024-03-01_13.001", "app.log.2024-03-01_14-30.001")]
    public async Task DatedArchivesFromTheFutureTakeNoPlaceOfNewArchivesAndAreReportedOnce(string first, string second)
    {
        Folder.Write(first, "future\n");
        Folder.Write(second, "future\n");
        Folder.Write("app.log.2024-02-01.001", "old\n");
        using (OpenDated(backupCount: 2)) await WriteLinesOfTenBytesAsync("abcd");
        Assert.Equal(
            new[] { "app.log", "app.log.2024-03-01.002", "app.log.2024-03-01.003", first, second }.Order(StringComparer.Ordinal),
            Folder.Names);
        Assert.Equal((Some.Line('c', 10), "future\n"), (Folder.Text("app.log.2024-03-01.003"), Folder.Text(first)));
        Assert.Contains("is later than now", Assert.Single(Listener.Failures).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterTheClockWasCorrectedNewArchivesAreKept()
    {
        using (OpenDated(backupCount: 2))
        {
            await WriteAsync(Some.Message('a', 10), "2031-01-01T10:00Z");
            await WriteAsync(Some.Message('b', 10));
            await WriteAsync(Some.Message('c', 10));
            await WriteAsync(Some.Message('d', 10), "2024-03-01T10:00Z");
            await WriteAsync(Some.Message('e', 10));
            await WriteAsync(Some.Message('f', 10));
        }
        Assert.Equal(
            ["app.log", "app.log.2024-03-01.002", "app.log.2024-03-01.003", "app.log.2031-01-01.001", "app.log.2031-01-01.002"],
            Folder.Names.Where(n => n != "app.log.2024-03-01.001"));
        Assert.Equal((Some.Line('e', 10), Some.Line('f', 10)), (Folder.Text("app.log.2024-03-01.003"), Folder.Text("app.log")));
    }

    [Fact]
    public async Task ArchivesFromTheFutureAreTheFirstToGoForRetainedBytes()
    {
        Folder.Write("app.log.2031-01-01.001", Some.Line('x', 10));
        using (OpenDated(backupCount: null, retainedBytes: 25)) await WriteLinesOfTenBytesAsync("abcd");
        Assert.Equal(["app.log", "app.log.2024-03-01.002", "app.log.2024-03-01.003"], Folder.Names);
    }

    [Fact]
    public async Task WhenNothingIsKeptNoArchiveFromTheFutureIs()
    {
        Folder.Write("app.log.2031-01-01.001", "future\n");
        using (OpenDated(backupCount: 0)) await WriteAsync("e1");
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Empty(Listener.Failures);
    }

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public async Task WhenTheClocksGoBackNothingIsReported()
    {
        var rotation = new RotationOptions { ArchiveName = Some.DatedNames };
        using (OpenAt("2024-10-27T00:55Z", zone: "Europe/Berlin", RotationInterval.Minute, rotation, backupCount: 3))
        {
            foreach (var minute in new[] { "00:56", "00:58", "01:01", "01:02", "01:05" }) await WriteAsync("e", $"2024-10-27T{minute}Z");
        }
        Assert.Empty(Listener.Failures);
        Assert.Contains("app.log.2024-10-27_02-02.001", Folder.Names);
    }

    [Theory]
    [InlineData(6, nameof(ArchiveCompression.None), "app.log app.log.1 app.log.2 app.log.3")]
    [InlineData(6, nameof(ArchiveCompression.GZip), "app.log app.log.1.gz app.log.2.gz app.log.3.gz")]
    [InlineData(8, nameof(ArchiveCompression.None), "app.log")]
    [InlineData(8, nameof(ArchiveCompression.GZip), "app.log")]
    public async Task WhenTheClockIsCorrectedTheArchivesOfThisRunBecomeNoOlder(int days, string compression, string left)
    {
        var clock = new ClockThatJumps(Utc.At("1970-01-01T00:00Z"));
        Folder.Write("app.log.1", "old\n");
        System.IO.File.SetLastWriteTimeUtc(Folder["app.log.1"], new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var rotation = new RotationOptions { RetainedAge = TimeSpan.FromDays(7), Compression = ArchiveCompression.Named[compression] };
        using (var log = OpenRotating(10, backupCount: null, new() { TimeProvider = clock }, rotation: rotation))
        {
            foreach (var letter in "ab") log.Information(Some.Message(letter, 10));
            await FlushAsync();
            Eventually.True(() => Folder.Names[^1].StartsWith("app.log.2", StringComparison.Ordinal), "two archives");
            clock.Offset = TimeSpan.FromDays(20_000);
            log.Information(Some.Message('c', 10));
            await FlushAsync();
            Eventually.True(() => Folder.Names.Length == 3, "the deletion of the old archive");
            clock.Advance(TimeSpan.FromDays(days));
            log.Information(Some.Message('d', 10));
        }
        Assert.Equal(left.Split(' '), Folder.Names);
    }

    Logger OpenDated(int? backupCount, long? retainedBytes = null) => OpenAt(
        "2024-03-01T10:00Z",
        interval: RotationInterval.None,
        maxBytes: 10,
        backupCount: backupCount,
        rotation: new RotationOptions { ArchiveName = Some.DatedNames, RetainedBytes = retainedBytes });

    /// <summary>A clock that is corrected, while its timestamps go on.</summary>
    sealed class ClockThatJumps(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
