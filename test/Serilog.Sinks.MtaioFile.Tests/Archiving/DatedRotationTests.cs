using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Archives that are named after dates.</summary>
public sealed class DatedRotationTests : TimedLogUnderTest
{
    static readonly RotationOptions Dated = new() { ArchiveName = Some.DatedNames };

    [TheoryExcept(Except.Wine, "it has no IANA time zones")]
    [InlineData("None", "app.log.2024-03-03.001")]
    [InlineData("Minute", "app.log.2024-03-03_04-20.001")]
    [InlineData("15m", "app.log.2024-03-03_04-15.001")]
    [InlineData("90m", "app.log.2024-03-03_03-00.001")]
    [InlineData("Hour", "app.log.2024-03-03_04.001")]
    [InlineData("6h", "app.log.2024-03-03_00.001")]
    [InlineData("Day 03:00", "app.log.2024-03-03.001")]
    [InlineData("Day 05:00", "app.log.2024-03-02.001")]
    [InlineData("Sunday", "app.log.2024-03-03.001")]
    [InlineData("Sunday 05:00", "app.log.2024-02-25.001")]
    [InlineData("Day", "app.log.2024-03-03.001")]
    [InlineData("Week", "app.log.2024-02-26.001")]
    [InlineData("Month", "app.log.2024-03-01.001")]
    [InlineData("Year", "app.log.2024-01-01.001")]
    public async Task AnArchiveIsNamedAfterTheStartOfItsPeriod(string interval, string name)
    {
        OpenAt("2024-03-02T22:50:30Z", "Asia/Kolkata", RotationInterval.Parse(interval), Dated);
        await WriteAsync("e1");
        await Handle.RotateAsync();
        Assert.Equal(["app.log", name], Folder.Names);
        Assert.Equal("e1\n", Folder.Text(name));
    }

    [Fact]
    public async Task AnArchiveIsNamedAfterThePeriodOfItsEventsNotOfItsRotation()
    {
        OpenAt("2024-03-01T10:00Z", rotation: Dated);
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-03-07T10:00Z");
        await WriteAsync("e3", "2024-03-08T10:00Z");
        Assert.Equal(["app.log", "app.log.2024-03-01.001", "app.log.2024-03-07.001"], Folder.Names);
        Assert.Equal(["e3\n", "e1\n", "e2\n"], Folder.Files.Values);
    }

    [Fact]
    public async Task FurtherArchivesOfOnePeriodAreNumberedFromTwo()
    {
        OpenAt("2024-03-01T10:00Z", rotation: Dated, maxBytes: 10);
        await WriteLinesOfTenBytesAsync("abcd");
        Assert.Equal(["app.log", "app.log.2024-03-01.001", "app.log.2024-03-01.002", "app.log.2024-03-01.003"], Folder.Names);
        Assert.Equal([Some.Line('d', 10), Some.Line('a', 10), Some.Line('b', 10), Some.Line('c', 10)], Folder.Files.Values);
    }

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public async Task AnHourThatOccursTwiceHasTwoArchives()
    {
        OpenAt("2024-11-03T05:30Z", "America/New_York", RotationInterval.Hour, Dated);
        await WriteAsync("first");
        await WriteAsync("second", "2024-11-03T06:30Z");
        await WriteAsync("third", "2024-11-03T07:30Z");
        Assert.Equal(["app.log", "app.log.2024-11-03_01.001", "app.log.2024-11-03_01.002"], Folder.Names);
        Assert.Equal(["third\n", "first\n", "second\n"], Folder.Files.Values);
    }

    [Fact]
    public async Task ANewArchiveTakesANumberAboveAllExistingNumbers()
    {
        Folder.Write("app.log.2024-03-01.005", "o5\n");
        Folder.Write("app.log.2024-03-01.007.gz", "o7");
        Folder.Write("app.log.2024-02-29.012", "other day\n");
        Folder.Write("app.log.2024-03-01_10.020", "other precision\n");
        OpenAt("2024-03-01T10:00Z", rotation: Dated);
        await WriteAsync("e1");
        await Handle.RotateAsync();
        Assert.Equal("e1\n", Folder.Text("app.log.2024-03-01.008"));
        Assert.Equal("o5\n", Folder.Text("app.log.2024-03-01.005"));
        Assert.Equal(6, Folder.Names.Length);
    }

    [Fact]
    public async Task IfNoHigherNumberIsLeftANewArchiveTakesTheFirstFreeNumber()
    {
        Folder.Write("app.log.2024-03-01.2147483647", "operator\n");
        OpenAt("2024-03-01T10:00Z", rotation: Dated);
        await WriteAsync("e1");
        await Handle.RotateAsync();
        Assert.Equal(["app.log", "app.log.2024-03-01.001", "app.log.2024-03-01.2147483647"], Folder.Names);
        Assert.Equal("e1\n", Folder.Text("app.log.2024-03-01.001"));
    }

    [Fact]
    public async Task InAFolderThatCannotBeListedNoArchiveIsReplaced()
    {
        Folder.Write("app.log.2024-03-01.001", "o1\n");
        Folder.Write("app.log.2024-03-01.002.gz", "o2");
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, _) =>
            {
                if (operation == FileOperation.List) throw new UnauthorizedAccessException("denied");
            },
        };
        OpenAt("2024-03-01T10:00Z", rotation: Dated, fileSystem: fileSystem);
        await WriteAsync("e1");
        await Handle.RotateAsync();
        Assert.Equal(["app.log", "app.log.2024-03-01.001", "app.log.2024-03-01.002.gz", "app.log.2024-03-01.003"], Folder.Names);
        Assert.Equal(["", "o1\n", "o2", "e1\n"], Folder.Files.Values);
    }

    [FactExcept(Except.Wine, "it has no symbolic links")]
    public async Task AnArchiveNeverReplacesAFileDirectoryOrLink()
    {
        Directory.CreateDirectory(Folder["app.log.2024-03-01.001"]);
        Folder.Write("precious.txt", "precious\n");
        System.IO.File.CreateSymbolicLink(Folder["app.log.2024-03-01.002"], Folder["precious.txt"]);
        System.IO.File.CreateSymbolicLink(Folder["app.log.2024-03-01.003.gz"], Folder["nowhere"]);
        OpenAt("2024-03-01T10:00Z", rotation: Dated);
        await WriteAsync("e1");
        await Handle.RotateAsync();
        Assert.Equal(
            ["app.log", "app.log.2024-03-01.001", "app.log.2024-03-01.002", "app.log.2024-03-01.003.gz", "app.log.2024-03-01.004",
                "precious.txt"],
            Folder.Names);
        Assert.Equal("e1\n", Folder.Text("app.log.2024-03-01.004"));
        Assert.Equal("precious\n", Folder.Text("precious.txt"));
    }

    [Fact]
    public async Task WhenTheRenameFailsTheFileGrowsAndIsArchivedLaterUnderItsOwnDate()
    {
        var failing = true;
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, _) =>
            {
                if (operation == FileOperation.Rename && Volatile.Read(ref failing)) throw new IOException("no rename");
            },
        };
        OpenAt("2024-03-01T23:59Z", rotation: Dated, fileSystem: fileSystem);
        await WriteAsync("e1");
        await WriteAsync("e2", "2024-03-02T00:00Z");
        await WriteAsync("e3", "2024-03-02T00:00:20Z");
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal("e1\ne2\ne3\n", Folder.Text("app.log"));
        Assert.Equal([LoggingFailureKind.Temporary], Listener.Failures.Select(f => f.Kind));
        Volatile.Write(ref failing, false);
        await WriteAsync("e4", "2024-03-02T00:01Z");
        Assert.Equal(["app.log", "app.log.2024-03-01.001"], Folder.Names);
        Assert.Equal(["e4\n", "e1\ne2\ne3\n"], Folder.Files.Values);
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    public void TheCultureOfTheThreadDoesNotChangeArchiveNames(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Utc.At("2024-03-01T10:00Z"));
            using var log = new LoggerConfiguration()
                .AuditTo.MtaioRotatingFile(
                    Folder["app.log"],
                    null,
                    null,
                    RotationInterval.Hour,
                    Some.LineTemplate,
                    rotation: Dated,
                    options: new MtaioFileOptions { TimeProvider = clock })
                .CreateLogger();
            log.Information("e1");
            clock.Advance(TimeSpan.FromHours(1));
            log.Information("e2");
            Assert.Equal(["app.log", "app.log.2024-03-01_10.001"], Folder.Names);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
