using Serilog.Sinks.MtaioFile.PerformanceTests.Archives;
using Serilog.Sinks.MtaioFile.PerformanceTests.Charts;
using Serilog.Sinks.MtaioFile.PerformanceTests.Latency;
using Serilog.Sinks.MtaioFile.PerformanceTests.Properties;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Reports;

/// <summary>Makes the page and the charts from the result files of a folder.</summary>
sealed class ReportCommand(Arguments arguments)
{
    public const string Command = "report";
    public const string MicroFile = "micro.md";

    /// <summary>The README of the package shows these as PNG.</summary>
    static readonly string[] InTheReadme = ["text-1.svg"];

    public int Run()
    {
        var folder = ResultFiles.FolderFor(arguments);
        var sets = ResultFiles.LoadAll(folder);
        foreach (var stale in Directory.GetFiles(folder, "*.svg")) System.IO.File.Delete(stale);
        var page = new ReportPage(folder);
        page.Paragraph(Introduction);
        SideBySideSection.Write(page, Of(SideBySideCommand.Command));
        LatencySection.Write(page, Of(LatencyCommand.Command));
        SizesSection.WriteProperties(page, Of(PropertiesCommand.Command));
        SizesSection.WriteArchives(page, Of(ArchivesCommand.Command));
        TableSections.Write(page, sets);
        WriteMicro(page, Path.Combine(folder, MicroFile));
        page.Save();
        foreach (var chart in InTheReadme.Select(c => Path.Combine(folder, c)).Where(System.IO.File.Exists)) PngPicture.DrawBeside(chart);
        Console.WriteLine($"{Path.Combine(folder, "README.md")} is made of {sets.Count} result files");
        return 0;

        List<ResultSet> Of(string kind) => sets.FindAll(s => s.Kind == kind);
    }

    static void WriteMicro(ReportPage page, string path)
    {
        if (!System.IO.File.Exists(path)) return;
        page.Heading("The parts by themselves");
        page.Paragraph("BenchmarkDotNet, per event, call or decision; the first of each table is what ours is compared with.");
        page.Paragraph(System.IO.File.ReadAllText(path).TrimEnd());
    }

    const string Introduction = """
        # Results

        This page is made from the JSON files beside it, which hold the value of every round. To measure everything anew (more than an hour
        on a quiet machine) and to write the page anew:

        ```sh
        dotnet run -c Release --project test/Serilog.Sinks.MtaioFile.PerformanceTests -- all
        ```

        ## How to read it

        Compare ratios within a table, not figures of two days or machines. Every run of a contender is a process of its own, which warms
        up until its methods are compiled for good; contenders run in turn, round after round, and the median of the rounds counts. After
        each run every line of the file is read and compared with what was logged; a run that lacks an event, or has it twice, stops
        everything.

        | Contender | What it is |
        |---|---|
        | `null` | Serilog with a sink that does nothing: what every Serilog sink pays before its own work; not a logger |
        | `raw` | the same bytes, ready in memory, written 256 lines at a time: what is left to any logger at the least; not a logger |
        | `mtaio` | `WriteTo.MtaioFile`, or `MtaioJsonFile`, with default options |
        | `mtaio-rotating` | `WriteTo.MtaioRotatingFile` with 10 MB and 5 archives |
        | `file`, `file-buffered` | Serilog.Sinks.File 7.0.0, `buffered` off and on |
        | `async-file` | Serilog.Sinks.Async 2.1.0, blocking, 10,000 events, around the buffered file |
        | `async-file-default` | the same around the unbuffered file |
        | `nlog` | NLog 6.2.2, `AsyncWrapper`, blocking, 10,000 events; file kept open, no flush of its own |
        | `nlog-default` | the same with a flush after each batch |
        | `nlog-best` | `nlog` with `TimeToSleepBetweenBatches` 0, `BatchSize` 1,000 and `FullBatchSizeWriteLimit` 100 |
        | `zlogger` | ZLogger 2.6.1, blocking, 10,000 events |
        | `zlogger-default` | the same with a queue that grows |
        | `zlogger-best` | `zlogger` with a method that its source generator makes |
        | `log4net` | log4net 3.5.0, no `ImmediateFlush`; it has no queue, and no JSON of its own |
        | `log4net-default` | the same with `ImmediateFlush` |
        | `log4net-best` | `log4net` behind a `BufferingForwardingAppender` of 512 events that fixes nothing |

        A peer takes part in its default settings and at its best. The only change to its defaults is that a full queue blocks, since some
        peers discard events by default. The ratio that counts is the ratio to the best.

        All write the same line of 95 bytes,
        `2026-11-23 10:11:12.345 +00:00 [INF] Order 2000000 for Wonderland Trading Ltd took 200.0000 ms`, from a template with a whole
        number, a string and a fraction. As JSON, Serilog's sinks write CLEF; NLog time, template and properties; ZLogger time, message
        and properties.

        - **ns/event** is the time of the clock from the first call until the file is written and closed, divided by the events.
        - **CPU ns/event** is the processor time of the whole process meanwhile, and so shows what a second thread costs.
        - **allocated B/event** counts the caller's allocations too: the `null` row shows those of Serilog itself.
        - **peak MB** is the largest resident memory meanwhile, the runtime's own some 60 MB included; `raw` holds all its bytes.
        """;
}
