namespace Serilog.Sinks.MtaioFile.Tool.Tests.Support;

/// <summary>What one run of the tool has written, and its exit code.</summary>
sealed record ToolRun(int Code, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<ToolRun> Of(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await MtaioLogTool.RunAsync(args, output, error);
        return new ToolRun(code, output.ToString(), error.ToString());
    }
}
