using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The folder of a log never takes more than the formula of the page says.</summary>
public sealed class FolderSizeTests
{
    const int MaxBytes = 200_000, BackupCount = 4;

    [Fact]
    public async Task AFolderThatRotatesAndCompressesStaysWithinTheFormula()
    {
        using var folder = new TempFolder();
        using var log = JsonSettings.Logger(JsonSettings.Sink(
            "WriteTo",
            "MtaioRotatingFile",
            $$"""
            "path": "{{folder["app.log"]}}", "maxBytes": {{MaxBytes}}, "backupCount": {{BackupCount}},
            "rotation": { "compression": "GZip" }
            """));
        var writing = Task.Run(() => Write(log));
        long most = 0;

        while (!writing.IsCompleted) most = Math.Max(most, Size(folder));
        await writing;

        Assert.InRange(most, 1, (BackupCount + 3L) * MaxBytes);
    }

    [RequiresFact]
    public async Task ProcessesThatShareItAndAreKilledLeaveItWithinTheFormula()
    {
        using var folder = new TempFolder();
        long most = 0;
        using var done = new CancellationTokenSource();
        var measuring = Task.Run(() =>
        {
            while (!done.IsCancellationRequested) most = Math.Max(most, Size(folder));
        });

        for (var life = 0; life < 4; life++)
        {
            using var first = Start(folder);
            using var second = Start(folder);
            first.AwaitTimes("called", 3);
            second.Await("called");
            first.Kill();
            second.AwaitTimes("called", 2);
            second.Kill();
        }
        await done.CancelAsync();
        await measuring;

        // How much is there at once depends on how fast the archives are compressed.
        Assert.InRange(most, 1, (BackupCount + 3L) * MaxBytes);
    }

    static WriterProcess Start(TempFolder folder) => WriterProcess.Start(
        $"open path={folder["app.log"]} max={MaxBytes} backups={BackupCount} compression=GZip shared=true",
        "pump 2000 size=200 flush=false");

    static void Write(ILogger log)
    {
        for (var i = 0; i < 200_000; i++) log.Information("{Number} {Text}", i, Guid.NewGuid());
    }

    /// <summary>What the folder takes, or 0 if it changed meanwhile: a file that is renamed then may be counted twice.</summary>
    static long Size(TempFolder folder)
    {
        try
        {
            var reading = Files(folder);
            return reading.SequenceEqual(Files(folder)) ? reading.Sum(f => f.Length) : 0;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    static (string Name, long Length, DateTime Written)[] Files(TempFolder folder) =>
    [
        .. from name in folder.Names
           let file = new FileInfo(folder[name])
           select (name, file.Length, file.LastWriteTimeUtc),
    ];
}
