namespace Serilog.Sinks.MtaioFile.Tool.Tests.Support;

/// <summary>What one run of the tool has written, and its exit code.</summary>
sealed record ToolRun(int Code, string Output, string Error)
{
    public string[] Lines => LinesOf(Output);

    public string[] ErrorLines => LinesOf(Error);

    public static async Task<ToolRun> Of(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await MtaioLogTool.RunAsync(args, output, error);
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>A template ends lines as the system does, the tool as the writer is told.</summary>
    static string[] LinesOf(string text) =>
        text.Split(["\n", Environment.NewLine], StringSplitOptions.RemoveEmptyEntries);
}
