using Serilog.Sinks.MtaioFile.Tool;

namespace Sample;

/// <summary>Has the tool <c>mtaiolog</c> verify the logs and write a report.</summary>
static class Proof
{
    /// <returns>Whether the logs are complete.</returns>
    public static async Task<bool> RunAsync(LogFolder logs)
    {
        var isComplete = await MtaioLogAsync("verify", logs.Text, logs.Json) == 0;
        return isComplete && await MtaioLogAsync("report", logs.Json, "-o", logs.Report) == 0;
    }

    static Task<int> MtaioLogAsync(params string[] arguments)
    {
        Console.WriteLine($"> mtaiolog {string.Join(' ', arguments)}");
        return MtaioLogTool.RunAsync(arguments, Console.Out, Console.Error);
    }
}
