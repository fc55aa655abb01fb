using System.CommandLine;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>The logs that a user names.</summary>
static class LogPaths
{
    /// <summary>What a path may be.</summary>
    public const string Description = "The active file of a log, a path with {date}, an archive, or a folder that holds one log.";

    public static Argument<string[]> Argument() => new("PATH")
    {
        Description = Description,
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string[]> ArchiveNames() => new("--archive-name")
    {
        Description = "The pattern of the archives' names, such as {stem}.{n}{ext}. Default: all usual names are tried.",
    };

    /// <summary>Opens logs. A log that is named several times, as by each of its archives, is one.</summary>
    public static MtaioLog[] OpenAll(string[] paths, MtaioLogOptions options) =>
        [.. paths.Select(p => Open(p, options)).DistinctBy(l => l.Path, StringComparer.Ordinal)];

    /// <exception cref="ToolException">There is no such log, it cannot be listed, or a pattern of archive names is none.</exception>
    public static MtaioLog Open(string path, MtaioLogOptions options)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new ToolException("the path of a log is empty", Exit.Usage);
        try
        {
            return MtaioLogReader.Open(path, options);
        }
        catch (ArgumentException ex) when (options.ArchiveNames.Any(n => ex.Message.StartsWith(n, StringComparison.Ordinal)))
        {
            // .NET puts the name of a parameter behind the message.
            var parameter = ex.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
            throw new ToolException($"--archive-name: {(parameter < 0 ? ex.Message : ex.Message[..parameter])}", Exit.Usage);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException(ex.Message);
        }
    }
}
