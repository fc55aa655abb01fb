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
        var known = KnownFindings.Option();
        var accept = new Option<bool>("--accept") { Description = "Writes what is found now into the file of --known." };
        var command = new Command(
            "verify",
            "Says whether logs are complete, with all their archives. The exit code is 0 if they are, 1 if they are but for losses "
            + "that they announce, 2 if one is incomplete or cannot be read.")
        {
            paths, json, keyFile, silent, names, known, accept,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(accept) && result.GetValue(known) is null)
                result.AddError("--accept needs a file to write; add --known FILE");
        });
        command.SetAction((parsed, cancel) =>
        {
            var options = new VerifyOptions(
                parsed.GetValue(keyFile) is { } file ? ChainKey.Read(file) : null, parsed.GetValue(silent), parsed.GetValue(names) ?? [])
            {
                Known = parsed.GetValue(known) is { } path ? KnownFindings.Read(path, mayBeNew: parsed.GetValue(accept)) : null,
                Accepts = parsed.GetValue(accept),
            };
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
    /// <summary>The findings that do not count; null = all count.</summary>
    public KnownFindings? Known { get; init; }

    /// <summary>Whether what is found becomes known.</summary>
    public bool Accepts { get; init; }

    public MtaioLogOptions For(IProgress<ReadProgress>? progress) =>
        new()
        {
            Key = Key,
            SilentSpan = SilentSpan,
            ArchiveNames = ArchiveNames,
            Progress = progress,
            MaxFindings = KnownFindings.MostFindings(Known),
        };
}
