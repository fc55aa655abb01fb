using System.Text;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>An application logs to a file and to its standard output, which nobody reads or which is closed.</summary>
public sealed partial class StandardOutputTests : IDisposable
{
    /// <summary>More than a pipe takes, and more than Serilog.Sinks.Async lets wait.</summary>
    const int Events = 20_000;

    readonly TempFolder _folder = new();

    string Console { get; } = """{ "Name": "Console" }""";

    string AsyncConsole { get; } = """{ "Name": "Async", "Args": { "configure": [ { "Name": "Console" } ] } }""";

    public void Dispose() => _folder.Dispose();

    [RequiresSignalFact("TERM", "kill")]
    public async Task AFullStandardOutputHoldsUpTheCallersAndWithThemTheFile()
    {
        // Sinks of one name stand together, wherever they are in the settings.
        using var process = Start(File("before"), Console, File("after", "MtaioRotatingFile"));
        // The sink before the console has one event more than the sink behind it, and that one is stuck between them.
        Eventually.True(() => Count("after") > 0 && Count("before") == Count("after") + 1, "a caller that is held up");
        Assert.InRange(Count("before"), 1, Events - 1);

        var output = process.Output.ReadToEndAsync();
        await process.AwaitWroteAsync();
        process.Signal("TERM");

        Assert.Equal(0, process.AwaitExit());
        Assert.Equal(Events, Count("before"));
        Assert.Equal(Events, Count("after"));
        Assert.Equal(Events, Manys().Count(await output));
    }

    [RequiresSignalFact("TERM", "kill")]
    public async Task BehindAsyncAFullStandardOutputHoldsUpNeitherCallersNorTheFile()
    {
        using var process = Start(File("app"), AsyncConsole);
        await process.AwaitWroteAsync();
        var told = process.ToldAsync();
        Eventually.True(() => Count("app") == Events, "all events in the file");

        process.Signal("TERM");
        Eventually.True(() => Text("app").Contains("stopped", StringComparison.Ordinal), "the last event of the host");
        // Serilog.Sinks.Async waits for the console without a limit: the process ends when somebody reads.
        Assert.False(process.HasExited);
        Assert.False(told.IsCompleted);
        var output = process.Output.ReadToEndAsync();

        Assert.Equal(0, process.AwaitExit());
        Assert.Equal("told", await told);
        // What its queue of 10,000 events had no room for is lost there.
        Assert.InRange(Manys().Count(await output), 10_000, Events - 1);
        Assert.Equal(Events, Count("app"));
    }

    [RequiresSignalFact("TERM", "kill")]
    public async Task AStandardOutputWhoseReaderIsGoneHoldsUpNothing()
    {
        using var process = Start(Console, File("app"));
        process.CloseOutput();
        await process.AwaitWroteAsync();

        process.Signal("TERM");

        Assert.Equal(0, process.AwaitExit());
        Assert.Equal(Events, Count("app"));
    }

    [RequiresSignalFact("TERM", "kill")]
    public async Task AProcessThatWasStartedWithoutAStandardOutputWritesItsFile()
    {
        using var process = Start(["sh", "-c", "exec \"$@\" >&-", "sh"], Console, File("app"));
        await process.AwaitWroteAsync();

        process.Signal("TERM");

        Assert.Equal(0, process.AwaitExit());
        Assert.Equal(Events, Count("app"));
    }

    HostProcess Start(params string[] sinks) => Start([], sinks);

    HostProcess Start(string[] under, params string[] sinks)
    {
        _folder.Write("settings.json", $$"""{ "Serilog": { "WriteTo": [ {{string.Join(", ", sinks)}} ] } }""");
        return HostProcess.Start(under, _folder["settings.json"], Events);
    }

    string File(string name, string sink = "MtaioFile") =>
        $$"""{ "Name": "{{sink}}", "Args": { "path": "{{_folder[$"{name}.log"]}}" } }""";

    int Count(string name) => Manys().Count(Text(name));

    string Text(string name) => _folder.Names.Contains($"{name}.log") ? Encoding.UTF8.GetString(_folder.Bytes($"{name}.log")) : "";

    [GeneratedRegex("of many")]
    private static partial Regex Manys();
}
