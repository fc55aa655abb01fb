using System.Globalization;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>A process may have thousands of logs in one folder, one for each tenant: each looks at its own files alone.</summary>
public sealed class ManyLogsInAFolderTests : LogUnderTest
{
    const int Logs = 200;

    readonly FailingFileSystem _shared = new();
    int _listings;

    [Fact]
    public void TheFirstPassesOfAllLogsShareAListing()
    {
        var logs = Enumerable.Range(0, Logs).Select(OpenOne).ToArray();
        foreach (var log in logs) Sized.Log(log, "a4");
        Close(logs);
        // A listing is kept for a second, and opening takes less than that for each log.
        Assert.InRange(_listings, 1, Logs / 2);
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public void LeftoversOfEachLogAreTended()
    {
        for (var i = 0; i < Logs; i++)
        {
            Folder.Write($"{NameOf(i)}.0123456789abcdef.gz.tmp", "half");
            Folder.Write($"{NameOf(i)}.7.moving", "waits");
        }
        var logs = Enumerable.Range(0, Logs).Select(OpenOne).ToArray();
        foreach (var log in logs) Sized.Log(log, "a4");
        Close(logs);
        var expected = Enumerable.Range(0, Logs).Select(NameOf).SelectMany(n => new[] { n, n + ".1" });
        Assert.Equal(expected.Order(StringComparer.Ordinal), Folder.Names);
    }

    [Fact]
    public void ALogThatIsOpenedAgainSeesWhatHasHappenedSinceItWasClosed()
    {
        for (var i = 0; i < 3; i++)
        {
            Folder.Write("app.log.0123456789abcdef.gz.tmp", "half");
            using (var log = OpenRotating(100)) Sized.Log(log, "a4");
            Assert.Equal(["app.log"], Folder.Names);
        }
    }

    [Fact]
    public void ALogThatNeverRotatesListsNothing()
    {
        using (var log = OpenPlain(fileSystem: Counting())) Sized.Log(log, "a10 b10");
        Assert.Equal(0, _listings);
    }

    [Fact]
    public void EachLogPrunesAndCompressesItsOwnArchives()
    {
        var logs = Enumerable.Range(0, Logs).Select(OpenCompressing).ToArray();
        foreach (var log in logs) Sized.Log(log, "a10 b10 c10 d10");
        Close(logs);
        var expected = Enumerable.Range(0, Logs).Select(NameOf).SelectMany(n => new[] { n, n + ".1.gz", n + ".2.gz" });
        Assert.Equal(expected.Order(StringComparer.Ordinal), Folder.Names);
        Assert.Empty(Listener.Failures);
    }

    FailingFileSystem Counting()
    {
        _shared.Before = (operation, _) =>
        {
            if (operation == FileOperation.List) Interlocked.Increment(ref _listings);
        };
        return _shared;
    }

    Logger OpenOne(int number) => OpenRotating(10, path: Folder[NameOf(number)], fileSystem: Counting(), options: new());

    Logger OpenCompressing(int number) => OpenRotating(
        10,
        backupCount: 2,
        options: Patient.Options(),
        path: Folder[NameOf(number)],
        rotation: new RotationOptions { Compression = ArchiveCompression.GZip });

    static void Close(Logger[] logs)
    {
        foreach (var log in logs) log.Dispose();
    }

    static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"tenant{number:000}.log");
}
