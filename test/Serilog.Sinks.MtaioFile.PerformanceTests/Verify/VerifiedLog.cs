using System.IO.Compression;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Verify;

/// <summary>A log with numbers and with archives in gzip, as a program leaves it.</summary>
sealed class VerifiedLog
{
    const int BytesOfFile = 25_000_000;

    readonly string _folder;

    public VerifiedLog(string folder, string kind, int events)
    {
        (_folder, Kind, Events) = (folder, kind, events);
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, "app.log");
        ITextFormatter formatter =
            kind == "json" ? new CompactJsonFormatter() : new MessageTemplateTextFormatter(SampleEvent.OutputTemplate);
        // Every archive is compressed when the log is closed.
        var options = new MtaioFileOptions { Sequence = true, ShutdownTimeout = TimeSpan.FromHours(1) };
        using (var log = Configure(formatter, options).CreateLogger())
        {
            for (var i = 0; i < events; i++) Write(log, i);
        }
        Megabytes = Files.Sum(LengthOf) / 1e6;
    }
    /// <summary>The format of the records.</summary>
    public string Kind { get; }

    public int Events { get; }

    /// <summary>The active file.</summary>
    public string Path { get; }

    public string[] Files => Directory.GetFiles(_folder);

    /// <summary>The content of all files, not compressed.</summary>
    public double Megabytes { get; }

    LoggerConfiguration Configure(ITextFormatter formatter, MtaioFileOptions options) =>
        new LoggerConfiguration()
            .Enrich.WithProperty(Serilog.Core.Constants.SourceContextPropertyName, "Wonderland.Orders.OrderService")
            .WriteTo.MtaioRotatingFile(
                formatter,
                Path,
                maxBytes: BytesOfFile,
                backupCount: null,
                rotation: new RotationOptions { Compression = ArchiveCompression.GZip },
                options: options);

    static void Write(Serilog.Core.Logger log, int number)
    {
        var level = (number % 10) switch { 0 => LogEventLevel.Warning, 5 => LogEventLevel.Error, _ => LogEventLevel.Information };
        var elapsed = SampleEvent.Elapsed((int)(number * 7919L % 10_000_000));
        log.Write(level, SampleEvent.Template, SampleEvent.FirstNumber + number, SampleEvent.Customer, elapsed);
    }

    static long LengthOf(string path)
    {
        using var file = System.IO.File.OpenRead(path);
        if (!path.EndsWith(".gz", StringComparison.Ordinal)) return file.Length;
        using var content = new GZipStream(file, CompressionMode.Decompress);
        var buffer = new byte[64 * 1024];
        var length = 0L;
        while (content.Read(buffer) is var count && count > 0) length += count;
        return length;
    }
}
