using Serilog.Sinks.MtaioFile.Reader;
using Spectre.Console;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Shows how far the reading is if somebody looks at the terminal. The log is read twice: the bar is filled twice.</summary>
sealed class ReadingProgress(ProgressTask task) : IProgress<ReadProgress>
{
    public static async Task<T> ShowAsync<T>(TextWriter error, string path, Func<IProgress<ReadProgress>?, T> read)
    {
        if (!Terminals.Is(error)) return read(null);
        var progress = Terminals.Open(error).Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn());
        return await progress.StartAsync(context =>
        {
            var shown = new ReadingProgress(context.AddTask(Markup.Escape(path)));
            return Task.Run(() => read(shown));
        }).ConfigureAwait(false);
    }

    public void Report(ReadProgress value)
    {
        task.MaxValue = Math.Max(1, value.BytesTotal);
        task.Value = value.BytesRead;
    }
}
