using Serilog.Core;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>A file of JSON has no carriage return, on no system: neither in events nor in notices, headers and footers.</summary>
public sealed class LineFeedsInJsonTests : LogUnderTest
{
    const string WindowsNewLine = "\r\n";
    const string Torn = "{\"torn\":";

    /// <summary>Formatters that write JSON; the name tells them apart, and whether only a JSON file knows that they do.</summary>
    public static TheoryData<string, bool> Formatters => new()
    {
        { "compact", true }, { "compact", false }, { "rendered", true }, { "rendered", false }, { "mtaio", true }, { "mtaio", false },
        { "Serilog", true }, { "Serilog", false }, { "other", true },
    };

    [Theory]
    [MemberData(nameof(Formatters))]
    public async Task AFileOfJsonHasNoCarriageReturn(string name, bool isJsonFile)
    {
        Folder.Write("app.log", Torn);
        using (var log = Open(FormatterOf(name), isJsonFile, new LineHooks(), maxBytes: 500))
        {
            for (var i = 0; i < 40; i++) log.Information(new IOException("a\r\nb"), "line {I} of {Text}", i, "c\r\nd");
            await FlushAsync();
        }
        Assert.Empty(Listener.Failures);
        Assert.True(Folder.Names.Length > 1);
        foreach (var text in Folder.Files.Values)
        {
            Assert.DoesNotContain('\r', text);
            Assert.EndsWith("[\"footer\"]\n", text, StringComparison.Ordinal);
            if (!text.StartsWith(Torn, StringComparison.Ordinal)) Assert.StartsWith("[\"header\"]\n", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AHeaderOfTextHasTheLineEndOfTheSystem()
    {
        using (var log = Open(new LineFormatter(), isJsonFile: false, new LineHooks(), maxBytes: null))
        {
            log.Information("line");
            await FlushAsync();
        }
        Assert.Equal("[\"header\"]\r\nline\n[\"footer\"]\r\n", Folder.Text("app.log"));
    }

    /// <summary>By the public methods alone, whatever the line end of the system is.</summary>
    [Fact]
    public void EveryJsonFormatterOfTheLibraryAndOfSerilogEndsItsLinesInLineFeeds()
    {
        foreach (var name in new[] { "compact", "rendered", "mtaio", "Serilog" })
        {
            using (var log = new LoggerConfiguration()
                .WriteTo.MtaioJsonFile(Folder[$"{name}.json"], formatter: FormatterOf(name))
                .WriteTo.MtaioFile(FormatterOf(name), Folder[$"{name}.log"])
                .CreateLogger())
            {
                log.Error(new IOException("a\r\nb"), "{Text}", "c\r\nd");
            }
            foreach (var file in new[] { $"{name}.json", $"{name}.log" })
            {
                Assert.DoesNotContain('\r', Folder.Text(file));
                Assert.EndsWith("}\n", Folder.Text(file), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A line feed in an output template is the line end on every system, with escapes too.</summary>
    [Fact]
    public void AnOutputTemplateMayEndInALineFeed()
    {
        foreach (var controlCharacters in Enum.GetValues<ControlCharacters>())
        {
            var options = new MtaioFileOptions { ControlCharacters = controlCharacters };
            var file = $"{controlCharacters}.log";
            using (var log = new LoggerConfiguration()
                .WriteTo.MtaioFile(Folder[file], outputTemplate: "{Message}\n", options: options)
                .CreateLogger())
            {
                log.Information("one");
                log.Information("two");
            }
            Assert.Equal("one\ntwo\n", Folder.Text(file));
        }
    }

    static ITextFormatter FormatterOf(string name) => name switch
    {
        "compact" => new CompactJsonFormatter(),
        "rendered" => new RenderedCompactJsonFormatter(),
        "mtaio" => new MtaioJsonFormatter(),
        "Serilog" => new JsonFormatter(closingDelimiter: WindowsNewLine),
        _ => new DelegateFormatter((_, output) => output.Write("{}          \r\n")),
    };

    /// <summary>A log on a system whose line end is that of Windows.</summary>
    Logger Open(ITextFormatter formatter, bool isJsonFile, MtaioFileHooks hooks, long? maxBytes)
    {
        var options = new MtaioFileOptions { Hooks = hooks, Handle = Handle };
        var rotation = new RotationPlan(maxBytes, BackupCount: null, RotationInterval.None, new RotationOptions());
        var plan = isJsonFile
            ? SinkPlan.Json(LogPath, formatter, rotation, options)
            : SinkPlan.Rotating(LogPath, formatter, rotation, options);
        var sink = SinkFactory.Queued(plan with { SystemNewLine = WindowsNewLine });
        return Support.Open.Logger(to => to.WriteTo.Fallible(w => w.Sink(sink), Listener));
    }

    sealed class LineHooks : MtaioFileHooks
    {
        public override void OnFileOpened(string path, TextWriter header) => header.WriteLine("[\"header\"]");

        public override void OnRotating(string path, TextWriter footer) => footer.WriteLine("[\"footer\"]");

        public override void OnClosing(string path, TextWriter footer) => footer.WriteLine("[\"footer\"]");
    }
}
