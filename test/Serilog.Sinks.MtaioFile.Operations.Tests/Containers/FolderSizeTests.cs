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

        Assert.InRange(most, MaxBytes, (BackupCount + 3L) * MaxBytes);
    }

    static void Write(ILogger log)
    {
        for (var i = 0; i < 200_000; i++) log.Information("{Number} {Text}", i, Guid.NewGuid());
    }

    static long Size(TempFolder folder)
    {
        long size = 0;
        foreach (var file in new DirectoryInfo(folder.Path).EnumerateFiles())
        {
            try
            {
                size += file.Length;
            }
            catch (FileNotFoundException)
            {
                // It was renamed or deleted after it was listed.
            }
        }
        return size;
    }
}
