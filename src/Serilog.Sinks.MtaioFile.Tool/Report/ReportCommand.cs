using System.CommandLine;
using System.Text;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary><c>mtaiolog report PATH -o report.html</c>: one self-contained page about a log.</summary>
sealed class ReportCommand
{
    const string StandardOutput = "-";

    readonly TimeProvider _time;

    readonly Argument<string> _path = new("PATH")
    {
        Description = "The active file, a path with {date}, or a folder with exactly one log.",
    };

    readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The page; - is the standard output.",
        DefaultValueFactory = _ => "report.html",
    };

    readonly Option<string?> _silent = new("--silent") { Description = "Show times without records from this length on, such as 5m." };

    readonly Option<string?> _since = new("--since") { Description = "Show records since a time, or since a span ago such as 2h." };

    readonly Option<string?> _until = new("--until") { Description = "Show records until a time, or until a span ago." };

    readonly Option<string?> _keyFile = new("--key-file") { Description = "The file with the key of the chain of hashes." };

    ReportCommand(TimeProvider time)
    {
        _time = time;
        _silent.Validators.Add(result => Require(result, text => TimeLimits.TryReadSpan(text, out _), "a span such as 90s, 5m, 2h or 1d"));
        foreach (var limit in new[] { _since, _until })
        {
            limit.Validators.Add(
                r => Require(r, text => TimeLimits.TryRead(text, Now, out _), "a time such as 2026-11-27T12:00Z or a span such as 2h"));
        }
    }

    DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The command for the tool.</summary>
    /// <param name="time">Says when the report is made; null = the clock of the system.</param>
    public static Command Create(TimeProvider? time = null)
    {
        var report = new ReportCommand(time ?? TimeProvider.System);
        var command = new Command("report", "Makes one self-contained HTML page about a log: verdict, records over time, files and more.")
        {
            report._path, report._output, report._silent, report._since, report._until, report._keyFile,
        };
        command.SetAction(report.RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var silentSpan = arguments.GetValue(_silent) is { } silent && TimeLimits.TryReadSpan(silent, out var span) ? span : (TimeSpan?)null;
        var keyFile = arguments.GetValue(_keyFile);
        var key = keyFile is null ? null : await File.ReadAllBytesAsync(keyFile, cancellationToken).ConfigureAwait(false);
        var log = MtaioLogReader.Open(arguments.GetValue(_path)!, new MtaioLogOptions { Key = key, SilentSpan = silentSpan });
        var output = arguments.GetValue(_output)!;
        var isFile = !string.Equals(output, StandardOutput, StringComparison.Ordinal);
        if (isFile) RequireNoLog(log, output);
        var limits = new TimeLimits(TimeOf(arguments, _since), TimeOf(arguments, _until));
        var content = new LogReport(log, limits, silentSpan).Make(Now, cancellationToken);
        var standardOutput = arguments.InvocationConfiguration.Output;
        await WriteAsync(standardOutput, isFile ? output : null, content, cancellationToken).ConfigureAwait(false);
        return 0;
    }

    static async Task WriteAsync(TextWriter standardOutput, string? file, ReportContent content, CancellationToken cancellationToken)
    {
        var page = ReportPage.Of(content);
        if (file is null)
        {
            await standardOutput.WriteAsync(page.AsMemory(), cancellationToken).ConfigureAwait(false);
            return;
        }
        await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(page), cancellationToken).ConfigureAwait(false);
        var (records, files) = (Words.Count(content.Summary.Records, "record"), Words.Count(content.Summary.Files.Count, "file"));
        await standardOutput.WriteLineAsync($"{file}: {records} in {files}; {content.Verdict.Words}").ConfigureAwait(false);
    }

    /// <summary>A slip of the hand must not overwrite what the report is about.</summary>
    static void RequireNoLog(MtaioLog log, string output)
    {
        var full = Path.GetFullPath(output);
        if (log.Files.Any(f => string.Equals(f.Path, full, StringComparison.OrdinalIgnoreCase)))
            throw new IOException($"{output} is a file of the log; write another name after -o");
        if (Directory.Exists(full)) throw new IOException($"{output} is a folder; write the path of a file after -o");
    }

    static void Require(System.CommandLine.Parsing.OptionResult result, Func<string, bool> isRight, string what)
    {
        if (result.Tokens.Count == 1 && !isRight(result.Tokens[0].Value))
            result.AddError($"{result.Option.Name} {result.Tokens[0].Value}: write {what}");
    }

    DateTimeOffset? TimeOf(ParseResult arguments, Option<string?> option) =>
        arguments.GetValue(option) is { } text && TimeLimits.TryRead(text, Now, out var time) ? time : null;
}
