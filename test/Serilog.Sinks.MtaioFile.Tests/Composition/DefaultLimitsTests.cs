using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

/// <summary>Without any limit in the configuration, no sink fills the disk, and all sinks keep the same.</summary>
public sealed class DefaultLimitsTests : LogUnderTest
{
    const int MaxBytes = 100_000_000, BackupCount = 31;

    static readonly Dictionary<string, Func<LoggerConfiguration, string, bool, LoggerConfiguration>> Sinks = new()
    {
        ["text"] = (c, path, limited) => limited ? c.WriteTo.MtaioFile(path) : c.WriteTo.MtaioFile(path, maxBytes: null),
        ["rotating"] = (c, path, limited) =>
            limited ? c.WriteTo.MtaioRotatingFile(path) : c.WriteTo.MtaioRotatingFile(path, maxBytes: null),
        ["json"] = (c, path, limited) => limited ? c.WriteTo.MtaioJsonFile(path) : c.WriteTo.MtaioJsonFile(path, maxBytes: null),
        ["audit text"] = (c, path, limited) => limited ? c.AuditTo.MtaioFile(path) : c.AuditTo.MtaioFile(path, maxBytes: null),
        ["audit rotating"] = (c, path, limited) =>
            limited ? c.AuditTo.MtaioRotatingFile(path) : c.AuditTo.MtaioRotatingFile(path, maxBytes: null),
        ["audit json"] = (c, path, limited) => limited ? c.AuditTo.MtaioJsonFile(path) : c.AuditTo.MtaioJsonFile(path, maxBytes: null),
    };

    public static TheoryData<string> Names => [.. Sinks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachSinkRotatesAt100MegabytesAndKeeps31Archives(string name)
    {
        FillFolder(MaxBytes);
        Log(name, limited: true);
        Assert.InRange(new FileInfo(LogPath).Length, 1, 1_000);
        Assert.Equal(MaxBytes, new FileInfo($"{LogPath}.1").Length);
        Assert.Equal(Enumerable.Range(1, BackupCount).Select(n => $"app.log.{n}").Append("app.log").Order(), Folder.Names.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NullMeansNoLimit(string name)
    {
        FillFolder(MaxBytes);
        Log(name, limited: false);
        Assert.InRange(new FileInfo(LogPath).Length, MaxBytes + 1, long.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AFileBelowTheLimitDoesNotRotate(string name)
    {
        FillFolder(MaxBytes - 1_000);
        Log(name, limited: true);
        Assert.InRange(new FileInfo(LogPath).Length, MaxBytes - 999, MaxBytes);
    }

    void Log(string name, bool limited)
    {
        using var log = Sinks[name](new LoggerConfiguration(), LogPath, limited).CreateLogger();
        log.Information("x");
    }

    /// <summary>All archives, and an active file that takes no room on the disk but for its last byte.</summary>
    void FillFolder(long length)
    {
        for (var n = 1; n <= BackupCount; n++) Folder.Write($"app.log.{n}", $"{n}");
        using var file = System.IO.File.Create(LogPath);
        file.SetLength(length - 1);
        file.Seek(0, SeekOrigin.End);
        file.WriteByte((byte)'\n');
    }
}
