using System.IO.Compression;
using System.Text;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>The files of a log: names, order, compression, what is left over and what cannot be read.</summary>
public sealed class FilesTests : IDisposable
{
    readonly TempFolder _folder = new();

    public static TheoryData<string, string> Names() => new()
    {
        { "{name}.{n}", "app.log.2 app.log.1 app.log" },
        { "{stem}.{n}{ext}", "app.2.log app.1.log app.log" },
        { "{stem}.{date}.{n:000}{ext}", "app.2026-11-27.001.log app.2026-11-27.002.log app.log" },
        { "{name}.{date:yyyyMMdd}.{n:00}", "app.log.20261127.01 app.log.20261127.02 app.log" },
        { "archive/{stem}.{n}{ext}", "app.2.log app.1.log app.log" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void ArchivesOfTheUsualNamesAreReadInOrder(string pattern, string names)
    {
        var path = _folder.In("app.log");
        Write(path, pattern, ArchiveCompression.None, files: 3);
        var log = MtaioLogReader.Open(path);
        var today = DateTime.Today;
        var expected = names.Replace("2026-11-27", $"{today:yyyy-MM-dd}", StringComparison.Ordinal)
            .Replace("20261127", $"{today:yyyyMMdd}", StringComparison.Ordinal);
        Assert.Equal(expected, string.Join(' ', log.Files.Select(f => f.Name)));
        Assert.Equal([false, false, true], log.Files.Select(f => f.IsActive));
        Assert.Equal(Enumerable.Range(0, 30), log.Records().Select(r => int.Parse(r.Message[7..])));
        Assert.Equal([], log.Verify().Places());
    }

    [Theory]
    [InlineData(".gz")]
    [InlineData(".br")]
    public void CompressedArchivesAreRead(string suffix)
    {
        var path = _folder.In("app.log");
        Write(path, "{name}.{n}", suffix == ".gz" ? ArchiveCompression.GZip : ArchiveCompression.Brotli, files: 4);
        var log = MtaioLogReader.Open(path);
        Assert.Equal([suffix, suffix, suffix, null], log.Files.Select(f => f.Codec));
        Assert.Equal(Enumerable.Range(0, 40), log.Records().Select(r => int.Parse(r.Message[7..])));
        Assert.Equal([], log.Verify().Places());
    }

    [Fact]
    public void FilesThatRollAreReadInOrder()
    {
        using (var writer = new LoggerConfiguration().WriteTo.MtaioRollingFile(
            _folder.In("log-.txt"), rollingInterval: RotationInterval.Day, fileSizeLimitBytes: 1, rollOnFileSizeLimit: true).CreateLogger())
        {
            for (var i = 0; i < 3; i++) writer.Information("record {I}", i);
        }
        var today = $"{DateTime.Today:yyyyMMdd}";
        foreach (var path in new[] { _folder.In("log-.txt"), _folder.In("log-{date:yyyyMMdd}.txt"), _folder.Path })
        {
            var log = MtaioLogReader.Open(path);
            Assert.Equal([$"log-{today}.txt", $"log-{today}_001.txt", $"log-{today}_002.txt"], log.Files.Select(f => f.Name));
            Assert.Equal(["record 0", "record 1", "record 2"], log.Records().Select(r => r.Message));
        }
    }

    [Fact]
    public void AFolderWithOneLogIsThatLog()
    {
        Write(_folder.In("app.log"), "{name}.{n}", ArchiveCompression.GZip, files: 3);
        File.WriteAllText(_folder.In("app.log.lock"), "");
        Assert.Equal(3, MtaioLogReader.Open(_folder.Path).Files.Count);
    }

    [Fact]
    public void AFolderWithSeveralLogsIsRefused()
    {
        File.WriteAllText(_folder.In("app.log"), "");
        File.WriteAllText(_folder.In("web.log"), "");
        var exception = Assert.Throws<IOException>(() => MtaioLogReader.Open(_folder.Path));
        Assert.EndsWith("choose one: app.log, web.log", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app.1")]
    [InlineData("app-20261127.log")]
    [InlineData("2026.log")]
    [InlineData("service2.log.1 service2.log")]
    [InlineData("server-01.log.2 server-01.log.1 server-01.log")]
    [InlineData("app.1.1 app.1")]
    [InlineData("app-20261127.log.1 app-20261127.log")]
    [InlineData("app-20261127.1.log app-20261127.log")]
    [InlineData("app-20261127.log app-20261127.1.log app-20261127.2.log")]
    [InlineData("app.1.log app.log")]
    [InlineData("app.log.2 app.log.1")]
    [InlineData("app.log app_001.log")]
    [InlineData("app_001.log app_002.log")]
    [InlineData("20261126.log 20261127.log")]
    [InlineData("app-20261126.log app-20261127.log app-20261127_001.log")]
    public void AFolderIsReadAsOneLogWhateverIsInItsName(string names)
    {
        WriteOneSecondApart(names.Split(' '));
        Assert.Equal(names, string.Join(' ', MtaioLogReader.Open(_folder.Path).Files.Select(f => f.Name)));
    }

    [Theory]
    [InlineData("server-01.log server-02.log", "server-01.log, server-02.log")]
    [InlineData("port8080.log port8081.log", "port8080.log, port8081.log")]
    [InlineData("1.log 2.log", "1.log, 2.log")]
    [InlineData("app.log app.log.2026", "app.log, app.log.2026")]
    [InlineData("app-20261126.log app-20261127.log web.log", "app-.log (with app-20261126.log and 1 more), web.log")]
    [InlineData("server-01.log server-01.log.1 server-02.log server-02.log.1", "server-01.log, server-02.log")]
    public void LogsThatCannotBeToldApartAreNamedAsTheyCanBeChosen(string names, string choices)
    {
        WriteOneSecondApart(names.Split(' '));
        var exception = Assert.Throws<IOException>(() => MtaioLogReader.Open(_folder.Path));
        Assert.EndsWith($"choose one: {choices}", exception.Message, StringComparison.Ordinal);
        foreach (var choice in choices.Split(", ")) Assert.NotEmpty(MtaioLogReader.Open(_folder.In(choice.Split(' ')[0])).Files);
    }

    [Fact]
    public void ALinkToALogElsewhereIsFoundInItsFolder()
    {
        if (OperatingSystem.IsWindows()) return;
        var here = Directory.CreateDirectory(_folder.In("here")).FullName;
        var there = Directory.CreateDirectory(_folder.In("there")).FullName;
        File.WriteAllText(Path.Combine(there, "app.log"), "");
        File.WriteAllText(Path.Combine(there, "app.log.1"), "");
        File.CreateSymbolicLink(Path.Combine(there, "latest.log"), Path.Combine(there, "app.log"));
        File.CreateSymbolicLink(Path.Combine(here, "linked.log"), Path.Combine(there, "app.log"));
        File.CreateSymbolicLink(Path.Combine(here, "nowhere.log"), Path.Combine(there, "none.log"));
        File.CreateSymbolicLink(Path.Combine(here, "loop.log"), Path.Combine(here, "loop.log"));
        foreach (var folder in new[] { here, there })
            Assert.Equal(["app.log.1", "app.log"], MtaioLogReader.Open(folder).Files.Select(f => f.Name));
    }

    [Fact]
    public void WhatIsNoRegularFileIsRefused()
    {
        if (OperatingSystem.IsWindows()) return;
        var exception = Assert.Throws<IOException>(() => MtaioLogReader.Open("/dev/null"));
        Assert.Equal("/dev/null is no regular file", exception.Message);
    }

    [Fact]
    public void AMissingLogIsRefused()
    {
        Assert.Throws<FileNotFoundException>(() => MtaioLogReader.Open(_folder.In("app.log")));
        Assert.Throws<FileNotFoundException>(() => MtaioLogReader.Open(_folder.Path));
    }

    [Fact]
    public void MissingArchiveNumbersAreFound()
    {
        foreach (var name in new[] { "app.log", "app.log.1", "app.log.2", "app.log.4" }) File.WriteAllText(_folder.In(name), "");
        var log = Verified.At(_folder.In("app.log"));
        var finding = Assert.Single(log.Findings);
        Assert.Equal((FindingKind.MissingArchive, "the archive app.log.3 is missing"), (finding.Kind, finding.Message));
        Assert.Equal(Verdict.Incomplete, log.Verdict);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(99)]
    public void AGZipFileThatIsCutShortIsFoundAndTheNextFileIsRead(int percent)
    {
        var path = _folder.In("app.log");
        var compressed = Compressed(Records(5000));
        File.WriteAllBytes(path + ".1.gz", compressed[..(compressed.Length * percent / 100)]);
        File.WriteAllText(path, "{\"@t\":\"2026-11-27T09:00:00Z\",\"@mt\":\"last\"}\n");
        var log = Verified.At(path);
        var finding = Assert.Single(log.Findings);
        Assert.Equal((FindingKind.DamagedCompression, Verdict.Incomplete), (finding.Kind, log.Verdict));
        Assert.Equal("last", MtaioLogReader.Open(path).Records().Last().Message);
        Assert.Equal(1, log.Files[1].Records);
    }

    [Fact]
    public void AWrongChecksumOfAGZipFileIsNamed()
    {
        var path = _folder.In("app.log");
        var compressed = Compressed(Records(5));
        compressed[^8] ^= 16;
        File.WriteAllBytes(path + ".1.gz", compressed);
        File.WriteAllText(path, "");
        var finding = Assert.Single(Verified.At(path).Findings, f => f.Kind == FindingKind.DamagedCompression);
        Assert.EndsWith("the compressed data or its checksum is wrong", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AChangedByteOfAGZipFileIsFound()
    {
        var path = _folder.In("app.log");
        var compressed = Compressed(Records(5000));
        compressed[compressed.Length / 2] ^= 16;
        File.WriteAllBytes(path + ".1.gz", compressed);
        File.WriteAllText(path, "");
        Assert.Contains(FindingKind.DamagedCompression, Verified.At(path).Findings.Select(f => f.Kind));
    }

    [Fact]
    public void JoinedGZipFilesAreRead()
    {
        var path = _folder.In("app.log");
        const string Record = "{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"hello\"}\n";
        File.WriteAllBytes(path + ".1.gz", [.. Compressed(Record), .. Compressed(Record + Record)]);
        File.WriteAllText(path, "");
        var log = Verified.At(path);
        Assert.Equal([], log.Places());
        Assert.Equal(3, log.Records);
    }

    [Fact]
    public void AnArchiveThatIsBeingCompressedIsReadOnce()
    {
        var path = _folder.In("app.log");
        const string Record = "{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"hello\"}\n";
        File.WriteAllText(path + ".1", Record);
        File.WriteAllBytes(path + ".1.gz", Compressed(Record));
        File.WriteAllBytes(path + ".0123456789abcdef.gz.tmp", [1, 2, 3]);
        File.WriteAllText(path, Record);
        var log = Verified.At(path);
        Assert.Equal(2, log.Records);
        Assert.Equal(["Leftover app.log.0123456789abcdef.gz.tmp 0 0"], log.Places());
        Assert.Equal(Verdict.Complete, log.Verdict);
    }

    [Fact]
    public void FilesThatWaitAreReadBeforeTheActiveFile()
    {
        var path = _folder.In("app.log");
        string[] names = [".1", ".1000000000.moving", ".1000000001.moving", ""];
        for (var i = 0; i < names.Length; i++) File.WriteAllText(path + names[i], $"{{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"{i}\"}}\n");
        Assert.Equal(["0", "1", "2", "3"], MtaioLogReader.Open(path).Records().Select(r => r.Message));
    }

    [Fact]
    public void AMovedFileThatWasLeftIsReadOnce()
    {
        var path = _folder.In("app.log");
        foreach (var name in new[] { ".1", ".1.moving", "" })
            File.WriteAllText(path + name, "{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"a\"}\n");
        var log = Verified.At(path);
        Assert.Equal((2L, Verdict.Complete), (log.Records, log.Verdict));
        Assert.Equal(["Leftover app.log.1.moving 0 0"], log.Places());
    }

    [Fact]
    public void AFileThatCannotBeReadIsFound()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root") return;
        var path = _folder.In("app.log");
        File.WriteAllText(path, "{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"a\"}\n");
        File.WriteAllText(path + ".1", "");
        File.SetUnixFileMode(path + ".1", UnixFileMode.None);
        var log = Verified.At(path);
        Assert.Equal((1L, Verdict.Incomplete), (log.Records, log.Verdict));
        Assert.Equal(["UnreadableFile app.log.1 0 0"], log.Places());
    }

    public void Dispose() => _folder.Dispose();

    void WriteOneSecondApart(string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            File.WriteAllText(_folder.In(names[i]), "{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"a\"}\n");
            File.SetLastWriteTimeUtc(_folder.In(names[i]), new DateTime(2026, 11, 27, 8, 0, i, DateTimeKind.Utc));
        }
    }

    static string Records(int count) => string.Concat(
        Enumerable.Range(0, count).Select(i => $"{{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"{Guid.NewGuid()} {i}\"}}\n"));

    static byte[] Compressed(string content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(content));
        return target.ToArray();
    }

    static void Write(string path, string pattern, ArchiveCompression compression, int files)
    {
        var handle = new MtaioFileHandle();
        var rotation = new RotationOptions { ArchiveName = pattern, Compression = compression };
        using var log = new LoggerConfiguration().WriteTo.MtaioRotatingFile(
            new CompactJsonFormatter(), path, rotation: rotation, options: new MtaioFileOptions { Handle = handle }).CreateLogger();
        for (var i = 0; i < files * 10; i++)
        {
            if (i > 0 && i % 10 == 0) handle.RotateAsync().GetAwaiter().GetResult();
            log.Information("record {I}", i);
        }
    }
}
