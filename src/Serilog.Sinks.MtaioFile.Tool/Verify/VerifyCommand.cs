using System.CommandLine;
using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Tool.Reading;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>The command <c>verify</c>: says of each log whether it is complete.</summary>
static class VerifyCommand
{
    public static Command Create()
    {
        var paths = LogPaths.Argument();
        var names = LogPaths.ArchiveNames();
        var json = new Option<bool>("--json") { Description = "Writes the result as JSON." };
        var keyFile = ChainKey.Option();
        var silent = new Option<TimeSpan?>("--silent")
        {
            Description = "Tells spans without a record that are longer than this, such as 5m.",
            CustomParser = SpanText.Parse,
        };
        var command = new Command(
            "verify",
            "Says whether logs are complete, with all their archives. The exit code is 0 if they are, 1 if they are but for losses "
            + "that they announce, 2 if one is incomplete or cannot be read.")
        {
            paths, json, keyFile, silent, names,
        };
        command.SetAction((parsed, cancel) =>
        {
            var options = new VerifyOptions(
                parsed.GetValue(keyFile) is { } file ? ChainKey.Read(file) : null, parsed.GetValue(silent), parsed.GetValue(names) ?? []);
            var configuration = parsed.InvocationConfiguration;
            var run = new VerifyRun(options, configuration.Output, configuration.Error);
            return run.RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(json), cancel);
        });
        return command;
    }
}

/// <summary>What a user says about all logs of one run.</summary>
/// <param name="Key">The key of the chain; null = none.</param>
/// <param name="SilentSpan">Longer spans without a record are told; null = none are.</param>
/// <param name="ArchiveNames">The patterns of archives; empty = the usual ones.</param>
sealed record VerifyOptions(byte[]? Key, TimeSpan? SilentSpan, string[] ArchiveNames)
{
    public MtaioLogOptions For(IProgress<ReadProgress>? progress) =>
        new() { Key = Key, SilentSpan = SilentSpan, ArchiveNames = ArchiveNames, Progress = progress };
}
