using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Tool.Reading;
using Spectre.Console;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>Verifies logs one after the other. The worst of them decides the exit code.</summary>
sealed class VerifyRun(VerifyOptions options, TextWriter output, TextWriter error)
{
    readonly List<string> _accepted = [];
    readonly HashSet<string> _verified = new(StringComparer.Ordinal);

    public async Task<int> RunAsync(string[] paths, bool isJson, CancellationToken cancellationToken)
    {
        var worst = Exit.Good;
        var json = new List<object>();
        var console = Terminals.Open(output);
        foreach (var path in paths)
        {
            try
            {
                var (log, result) = await VerifyAsync(path, cancellationToken).ConfigureAwait(false);
                if (result is null) continue;
                if (options.Accepts) Accept(log.Path, result);
                var verified = new CheckedLog(log.Path, result, options.Known);
                worst = Math.Max(worst, CodeOf(verified.Verdict));
                if (isJson) json.Add(VerifyJson.Of(verified));
                else VerifyText.Write(console, verified);
            }
            catch (ToolException ex) when (ex.ExitCode != Exit.Usage)
            {
                worst = Exit.Bad;
                await error.WriteLineAsync(Terminals.ShownLine(error, $"mtaiolog: {ex.Message}")).ConfigureAwait(false);
                json.Add(VerifyJson.Unreadable(path, ex.Message));
            }
        }
        if (options.Accepts) await SaveAsync().ConfigureAwait(false);
        if (isJson) await output.WriteLineAsync(Terminals.Shown(output, VerifyJson.Text(json))).ConfigureAwait(false);
        return worst;
    }

    public static int CodeOf(Verdict verdict) => verdict switch
    {
        Verdict.Complete => Exit.Good,
        Verdict.CompleteButForAnnouncedLosses => Exit.Mistakes,
        _ => Exit.Bad,
    };

    /// <exception cref="ToolException">The file to write is one of the log.</exception>
    void Accept(string path, LogVerification result)
    {
        options.Known!.RefuseFilesOf(result);
        var count = options.Known.Accept(path, result);
        _accepted.Add($"mtaiolog: {path}: {count} new {(count == 1 ? "finding" : "findings")} accepted");
    }

    async Task SaveAsync()
    {
        options.Known!.Save();
        foreach (var line in _accepted) await error.WriteLineAsync(Terminals.ShownLine(error, line)).ConfigureAwait(false);
    }

    /// <summary>Shows how far the reading is if somebody looks at the terminal.</summary>
    async Task<(MtaioLog Log, LogVerification? Result)> VerifyAsync(string path, CancellationToken cancellationToken)
    {
        if (!Terminals.Is(error)) return Verify(path, progress: null, cancellationToken);
        var progress = Terminals.Open(error).Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context =>
        {
            var task = context.AddTask(Markup.Escape(TerminalText.EscapeLine(path)));
            var report = new SynchronousProgress(p => Show(task, p));
            return Task.Run(() => Verify(path, report, cancellationToken), cancellationToken);
        }).ConfigureAwait(false);
    }

    /// <returns>The log, and its verification; null = the log was verified by another path.</returns>
    (MtaioLog Log, LogVerification? Result) Verify(string path, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        var log = LogPaths.Open(path, options.For(progress));
        return (log, _verified.Add(log.Path) ? log.Verify(cancellationToken) : null);
    }

    static void Show(ProgressTask task, ReadProgress progress)
    {
        task.MaxValue = Math.Max(1, progress.BytesTotal);
        task.Value = progress.BytesRead;
    }

    /// <summary>Reports at once: that of .NET would post each report to another thread.</summary>
    sealed class SynchronousProgress(Action<ReadProgress> show) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => show(value);
    }
}
