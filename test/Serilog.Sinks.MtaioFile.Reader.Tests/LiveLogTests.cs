using System.Globalization;
using System.IO.Compression;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>Logs that rotate and are compressed while they are read.</summary>
public sealed class LiveLogTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{name}.{n}", false)]
    [InlineData("{name}.{n}", true)]
    [InlineData("{stem}.{date}.{n:000}{ext}", false)]
    [InlineData("{stem}.{date}.{n:000}{ext}", true)]
    public void EachRecordIsReadOnceWhileTheLogRotates(string pattern, bool isCompressed)
    {
        var (path, handle) = (_folder.In("app.log"), new MtaioFileHandle());
        var compression = isCompressed ? ArchiveCompression.GZip : ArchiveCompression.None;
        var rotation = new RotationOptions { ArchiveName = pattern, Compression = compression };
        var options = new MtaioFileOptions { Handle = handle };
        using var log = new LoggerConfiguration().WriteTo.MtaioRotatingFile(
            new CompactJsonFormatter(), path, backupCount: 1000, rotation: rotation, options: options).CreateLogger();
        var written = 0;
        while (written < 50) Write();
        List<int> read = [];
        foreach (var record in MtaioLogReader.Open(path).Records())
        {
            read.Add(int.Parse(record.Message[7..]));
            if (written < 150 && read.Count % 3 == 0) Write();
        }
        Assert.Equal(Enumerable.Range(0, read.Count), read);
        Assert.True(read.Count >= 50);

        void Write()
        {
            log.Information("record {I}", written);
            if (written % 7 == 0) handle.RotateAsync().GetAwaiter().GetResult();
            written++;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EachRecordIsReadOnceWhileAnotherThreadRotates(bool isCompressed)
    {
        var (path, handle) = (_folder.In("app.log"), new MtaioFileHandle());
        var rotation = new RotationOptions { Compression = isCompressed ? ArchiveCompression.GZip : ArchiveCompression.None };
        using var log = new LoggerConfiguration().WriteTo.MtaioRotatingFile(
            new CompactJsonFormatter(), path, backupCount: 1000, rotation: rotation, options: new MtaioFileOptions { Handle = handle })
            .CreateLogger();
        log.Information("record {I}", 0);
        await handle.FlushAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i < 90; i++)
            {
                await handle.RotateAsync();
                log.Information("record {I}", i);
                await handle.FlushAsync();
            }
        });
        do
        {
            int[] read = [.. MtaioLogReader.Open(path).Records().Select(r => int.Parse(r.Message[7..], CultureInfo.InvariantCulture))];
            Assert.Equal(Enumerable.Range(0, read.Length), read);
        }
        while (!writing.IsCompleted);
        await writing;
    }

    /// <summary>
    /// A compressed archive leaves its inode to a later file. Here that file is the old one with another content, as the system may decide.
    /// </summary>
    [Theory]
    [InlineData("app.log.1")]
    [InlineData("app.log")]
    public void AFileWithTheInodeAndTheNameOfAnOlderOneIsNotTakenForIt(string reused)
    {
        string[] before = reused == "app.log" ? ["app.log.1", "app.log"] : ["app.log.2", "app.log.1", "app.log"];
        for (var i = 0; i < before.Length; i++) Write(before[i], i, DateTime.UtcNow.AddMinutes(i - 10));
        List<string> read = [];
        foreach (var record in MtaioLogReader.Open(_folder.In("app.log")).Records())
        {
            read.Add(record.Message);
            if (read.Count == 1) RotateTwice(before);
        }
        Assert.Equal(Enumerable.Range(0, before.Length + 2).Select(i => $"record {i}"), read);

        void RotateTwice(string[] names)
        {
            File.Move(_folder.In(names[0]), _folder.In($"app.log.{names.Length + 1}"));
            using (var archive = new GZipStream(File.Create(_folder.In($"app.log.{names.Length}.gz")), CompressionLevel.Fastest))
            {
                archive.Write(File.ReadAllBytes(_folder.In(reused)));
            }
            if (reused == "app.log.1") File.Move(_folder.In("app.log"), _folder.In("app.log.2"));
            else Write("app.log.1", 2, DateTime.UtcNow);
            Write(reused, 3, DateTime.UtcNow);
            if (reused == "app.log.1") Write("app.log", 4, DateTime.UtcNow);
        }

        void Write(string name, int number, DateTime time)
        {
            File.WriteAllText(_folder.In(name), $$"""{"@t":"2026-11-27T10:00:00Z","@mt":"record {{number}}"}""" + "\n");
            File.SetLastWriteTimeUtc(_folder.In(name), time);
        }
    }

    [Fact]
    public async Task ALogThatIsWrittenIsVerifiedWithoutFindings()
    {
        var (path, handle) = (_folder.In("app.log"), new MtaioFileHandle());
        using var log = new LoggerConfiguration().WriteTo.MtaioRotatingFile(
            new CompactJsonFormatter(), path, backupCount: 1000, options: new MtaioFileOptions { Handle = handle }).CreateLogger();
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                log.Information("record {I}", i);
                if (i % 100 == 0) await handle.RotateAsync();
            }
        });
        await handle.FlushAsync();
        while (!File.Exists(path)) await handle.FlushAsync();
        for (var i = 0; i < 10; i++) Assert.DoesNotContain(FindingSeverity.Error, Verified.At(path).Findings.Select(f => f.Severity));
        await done.CancelAsync();
        await writing;
    }
}
