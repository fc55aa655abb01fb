using System.CommandLine;
using System.Text;
using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Tool.Reading;
using Serilog.Sinks.MtaioFile.Tool.Verify;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The command <c>report</c>: makes one self-contained page about a log.</summary>
sealed class ReportCommand
{
    const string StandardOutput = "-";

    readonly TimeProvider _time;

    readonly Argument<string> _path = new("PATH")
    {
        Description = LogPaths.Description,
    };

    readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The file of the page, which is replaced if it exists; - is the standard output.",
        DefaultValueFactory = _ => "report.html",
    };

    readonly Option<TimeSpan?> _silent = new("--silent")
    {
        Description = "Shows spans without a record from this length on, such as 5m. Default: a fiftieth of the log, at least 1m.",
        CustomParser = SpanText.Parse,
    };

    readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Shows records from this time on: 2026-11-27T08:30, or a span before now such as 2h. The whole log is verified.",
        CustomParser = SpanText.ParseTime,
    };

    readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "Shows records before this time.",
        CustomParser = SpanText.ParseTime,
    };

    readonly Option<string?> _keyFile = ChainKey.Option();

    readonly Option<string?> _known = KnownFindings.Option();

    readonly Option<string[]> _names = LogPaths.ArchiveNames();

    ReportCommand(TimeProvider time) => _time = time;

    /// <summary>The command for the tool.</summary>
    /// <param name="time">Says when the report is made; null = the clock of the system.</param>
    public static Command Create(TimeProvider? time = null)
    {
        var report = new ReportCommand(time ?? TimeProvider.System);
        var command = new Command(
            "report",
            "Makes one self-contained HTML page about a log: the verdict, records over time, messages, transactions, files and runs. "
            + "The exit code is 0 if the page was written, whatever the verdict.")
        {
            report._path, report._output, report._silent, report._since, report._until, report._keyFile, report._known, report._names,
        };
        command.SetAction(report.RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (path, output) = (arguments.GetRequiredValue(_path), arguments.GetRequiredValue(_output));
        var isFile = !string.Equals(output, StandardOutput, StringComparison.Ordinal);
        var known = arguments.GetValue(_known) is { } file ? KnownFindings.Read(file, mayBeNew: false) : null;
        if (isFile && known?.IsAt(output) == true) throw new ToolException($"{output} is the file of --known; write another name after -o");
        if (isFile) RequireNoLog(LogPaths.Open(path, OptionsOf(arguments, known, progress: null)), output);
        var limits = new TimeLimits(arguments.GetValue(_since), arguments.GetValue(_until));
        var report = new LogReport(limits, arguments.GetValue(_silent), known);
        var console = arguments.InvocationConfiguration;
        var content = await ReadingProgress.ShowAsync(console.Error, path, Read).ConfigureAwait(false);
        await WriteAsync(console.Output, isFile ? output : null, content, cancellationToken).ConfigureAwait(false);
        return Exit.Good;

        ReportContent Read(IProgress<ReadProgress>? progress) =>
            report.Make(LogPaths.Open(path, OptionsOf(arguments, known, progress)), _time.GetUtcNow(), cancellationToken);
    }

    MtaioLogOptions OptionsOf(ParseResult arguments, KnownFindings? known, IProgress<ReadProgress>? progress) => new()
    {
        Key = arguments.GetValue(_keyFile) is { } file ? ChainKey.Read(file) : null,
        SilentSpan = arguments.GetValue(_silent),
        ArchiveNames = arguments.GetValue(_names) ?? [],
        Progress = progress,
        MaxFindings = KnownFindings.MostFindings(known),
    };

    static async Task WriteAsync(TextWriter standardOutput, string? file, ReportContent content, CancellationToken cancellationToken)
    {
        var page = ReportPage.Of(content);
        if (file is null)
        {
            await standardOutput.WriteAsync(page.AsMemory(), cancellationToken).ConfigureAwait(false);
            return;
        }
        try
        {
            await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(page), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{file} cannot be written: {ex.Message}");
        }
        var (records, files) = (Words.Count(content.Summary.Records, "record"), Words.Count(content.Summary.Files.Count, "file"));
        var line = $"{file}: {records} in {files}, {content.Verdict.Words}";
        await standardOutput.WriteLineAsync(Terminals.ShownLine(standardOutput, line)).ConfigureAwait(false);
    }

    /// <summary>A slip of the hand must not overwrite what the report is about.</summary>
    static void RequireNoLog(MtaioLog log, string output)
    {
        var full = Path.GetFullPath(output);
        if (Directory.Exists(full)) throw new ToolException($"{output} is a folder; write the path of a file after -o");
        if (log.Files.Any(f => string.Equals(f.Path, full, StringComparison.OrdinalIgnoreCase)))
            throw new ToolException($"{output} is a file of the log; write another name after -o");
    }
}
