using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>The child of <see cref="ManyProcesses"/>: writes its lines to the file that it shares with others.</summary>
static class WritingProcess
{
    public const string Command = "many-processes-child";
    public const int MaxBytes = 10 * 1024;
    public const int LineSize = 50;

    /// <summary>Writes so many lines, and says now and then up to which they are certain to be in the file.</summary>
    public static void Run(string path, string prefix, int lines, bool compress)
    {
        const int linesPerFlush = 500;
        var handle = new MtaioFileHandle();
        var rotation = new RotationOptions { Compression = compress ? ArchiveCompression.GZip : ArchiveCompression.None };
        // On a busy machine the others may hold the lock for long.
        var options = new MtaioFileOptions
        {
            Shared = true,
            Handle = handle,
            ShutdownTimeout = TimeSpan.FromMinutes(5),
            Batching = new() { BlockTimeout = TimeSpan.FromMinutes(5) },
        };
        using var log = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile(
                path, MaxBytes, backupCount: null, outputTemplate: "{Message:lj}\n", rotation: rotation, options: options)
            .CreateLogger();
        for (var number = 1; number <= lines; number++)
        {
            log.Information(NumberedLine.Template, prefix, number, NumberedLine.Fill(prefix, number, LineSize));
            if (number % linesPerFlush != 0) continue;
            handle.FlushAsync().GetAwaiter().GetResult();
            Console.WriteLine($"{number}");
        }
    }
}
