using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>Logs with numbers that the sink itself has written.</summary>
public sealed class SinkLogTests : IDisposable
{
    const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    readonly TempFolder _folder = new();

    public static TheoryData<string, bool, string> Logs()
    {
        TheoryData<string, bool, string> logs = [];
        foreach (var format in new[] { "text", "compact", "rendered", "Serilog", "mtaio" })
        {
            foreach (var isAudit in new[] { false, true })
            {
                foreach (var pattern in new[] { "{name}.{n}", "{stem}.{date}.{n:000}{ext}" }) logs.Add(format, isAudit, pattern);
            }
        }
        return logs;
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Logs))]
    public void ALogOfSeveralRunsIsComplete(string format, bool isAudit, string pattern)
    {
        var path = _folder.In("app.log");
        for (var run = 0; run < 3; run++) Write(format, isAudit, pattern, path, run);
        var log = Verified.At(path);
        Assert.Equal([], log.Findings.Select(f => f.ToString()));
        Assert.Equal((Verdict.Complete, true, isAudit), (log.Verdict, log.HasNumbers, log.HasChain));
        Assert.Equal([30L, 30, 30], log.Runs.Select(r => r.LastNumber));
        Assert.All(log.Runs, r => Assert.Equal((Environment.MachineName, Environment.ProcessId), (r.Host, r.ProcessId)));
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void ALineThatIsRemovedIsFound(string format, bool isAudit, string pattern)
    {
        var path = _folder.In("app.log");
        for (var run = 0; run < 2; run++) Write(format, isAudit, pattern, path, run);
        var archive = MtaioLogReader.Open(path).Files[1].Path;
        File.WriteAllLines(archive, File.ReadAllLines(archive).Where((_, i) => i != 3));
        Assert.Equal(Verdict.Incomplete, Verified.At(path).Verdict);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("compact")]
    public void ARunAfterAKilledOneIsNoFurtherMistake(string format)
    {
        var path = _folder.In("app.log");
        using (var log = Queued(format, path, new MtaioFileOptions { Sequence = true })) log.Information("first");
        // The end record is cut off, as if the process had been killed while it wrote.
        using (var file = File.OpenWrite(path)) file.SetLength(file.Length - 30);
        using (var log = Queued(format, path, new MtaioFileOptions { Sequence = true })) log.Information("second");
        var verified = Verified.At(path, new MtaioLogOptions { IsAlive = _ => false });
        Assert.Equal([FindingKind.NoEndRecord, FindingKind.TornLine], verified.Findings.Select(f => f.Kind).OrderByDescending(k => k));
        Assert.Equal(Verdict.Incomplete, verified.Verdict);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("compact")]
    public async Task TwoLoggersOnOnePathAreTwoRuns(string format)
    {
        var (path, handle) = (_folder.In("app.log"), new MtaioFileHandle());
        using (var one = Queued(format, path, new MtaioFileOptions { Sequence = true, Handle = handle }))
        using (var two = Queued(format, path, new MtaioFileOptions { Sequence = true }))
        {
            for (var i = 0; i < 500; i++)
            {
                (i % 3 == 0 ? one : two).Information("record {I}", i);
                if (i % 100 == 50) await handle.RotateAsync();
            }
        }
        var log = Verified.At(path);
        Assert.Equal([], log.Findings.Select(f => f.ToString()));
        Assert.Equal((Verdict.Complete, 500L), (log.Verdict, log.Runs.Sum(r => r.LastNumber)));
    }

    [Fact]
    public void DroppedEventsAreAnnounced()
    {
        var path = _folder.In("app.log");
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(
            new FailingFormatter(), path, options: new MtaioFileOptions { Sequence = true }).CreateLogger())
        {
            for (var i = 0; i < 100; i++) log.Information("record {I}", i);
        }
        var verified = Verified.At(path);
        Assert.Equal([], verified.Findings.Select(f => f.ToString()));
        Assert.Equal((Verdict.CompleteButForAnnouncedLosses, 10L), (verified.Verdict, verified.AnnouncedLosses));
    }

    static Serilog.Core.Logger Queued(string format, string path, MtaioFileOptions options) => Formatter(format) is { } formatter
        ? new LoggerConfiguration().WriteTo.MtaioRotatingFile(formatter, path, options: options).CreateLogger()
        : new LoggerConfiguration().WriteTo.MtaioRotatingFile(path, outputTemplate: Template, options: options).CreateLogger();

    static void Write(string format, bool isAudit, string pattern, string path, int run)
    {
        var handle = new MtaioFileHandle();
        var options = new MtaioFileOptions
        {
            Handle = handle,
            Sequence = true,
            Chain = isAudit ? HashChain.Plain : null,
            ControlCharacters = isAudit && format == "text" ? ControlCharacters.Escape : ControlCharacters.Keep,
        };
        var rotation = new RotationOptions { ArchiveName = pattern };
        var formatter = Formatter(format);
        var logger = new LoggerConfiguration();
        using var log = (isAudit
            ? formatter is null
                ? logger.AuditTo.MtaioRotatingFile(path, outputTemplate: Template, rotation: rotation, options: options)
                : logger.AuditTo.MtaioRotatingFile(formatter, path, rotation: rotation, options: options)
            : formatter is null
                ? logger.WriteTo.MtaioRotatingFile(path, outputTemplate: Template, rotation: rotation, options: options)
                : logger.WriteTo.MtaioRotatingFile(formatter, path, rotation: rotation, options: options)).CreateLogger();
        for (var i = 0; i < 30; i++)
        {
            if (i == 10 || (i == 20 && run == 1)) handle.RotateAsync().GetAwaiter().GetResult();
            if (i == 5) log.Error(new IOException("no\nway"), "record {I} #x", i);
            else log.Information("record {I} #x", i);
        }
    }

    static ITextFormatter? Formatter(string format) => format switch
    {
        "compact" => new CompactJsonFormatter(),
        "rendered" => new RenderedCompactJsonFormatter(),
        "Serilog" => new JsonFormatter(),
        "mtaio" => new MtaioJsonFormatter(),
        _ => null,
    };

    sealed class FailingFormatter : ITextFormatter
    {
        readonly CompactJsonFormatter _formatter = new();

        public void Format(LogEvent logEvent, TextWriter output)
        {
            if (logEvent.Properties.TryGetValue("I", out var value) && value is ScalarValue { Value: int and var i } && i % 10 == 3)
                throw new InvalidOperationException("the formatter fails");
            _formatter.Format(logEvent, output);
        }
    }
}
