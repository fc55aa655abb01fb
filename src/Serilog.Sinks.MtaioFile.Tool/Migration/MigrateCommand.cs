using System.CommandLine;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>The command <c>config migrate</c>: makes settings of this library of those of another one.</summary>
static class MigrateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "appsettings.json with Serilog.Sinks.File, nlog.config of NLog, or the XML of log4net",
        };
        var output = new Option<string?>("--output", "-o") { Description = "The file for the result. Default: standard output." };
        var command = new Command(
            "migrate",
            "Makes appsettings.json for this library of a configuration of Serilog.Sinks.File, NLog or log4net. "
            + "What could not be carried over is on standard error and in comments; the exit code is then 1.")
        {
            file, output,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(file),
            parsed.GetValue(output),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    static int Run(string file, string? target, TextWriter output, TextWriter error)
    {
        var losses = new Losses(file);
        var text = new SettingsOutput(ConfigurationSource.Migrate(file, losses), losses).Write();
        if (target is null) output.Write(Terminals.Shown(output, text));
        else Save(target, text);
        foreach (var loss in losses.Texts) error.WriteLine(Terminals.ShownLine(error, loss));
        return losses.Texts.Count == 0 ? Exit.Good : Exit.Mistakes;
    }

    static void Save(string target, string text)
    {
        try
        {
            // A configuration that is there may have settings that this one does not have.
            using var stream = new FileStream(target, FileMode.CreateNew);
            using var writer = new StreamWriter(stream);
            writer.Write(text);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(target)) throw new ToolException($"{target} exists; write the path of a new file");
            throw new ToolException($"{target} cannot be written: {ex.Message}");
        }
    }
}
