using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Serilog.Sinks.MtaioFile.Tool.Config;
using Serilog.Sinks.MtaioFile.Tool.Reading;
using Serilog.Sinks.MtaioFile.Tool.Report;
using Serilog.Sinks.MtaioFile.Tool.Verify;

namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>The tool <c>mtaiolog</c>: one entry for the process and for tests.</summary>
public static class MtaioLogTool
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The command and its arguments.</param>
    /// <param name="output">Gets the results.</param>
    /// <param name="error">Gets what is wrong, in lines.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <returns>The exit code: 0 = good, 1 = mistakes or announced losses, 2 = incomplete or unreadable, 64 = wrong command line.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var code = await InvokeAsync(args, output, error, cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            return code;
        }
        catch (OutputClosedException)
        {
            return Exit.Good;
        }
        catch (OperationCanceledException)
        {
            return Exit.Stopped;
        }
        catch (ToolException ex)
        {
            return await FailAsync(error, ex.Message, ex.ExitCode).ConfigureAwait(false);
        }
        catch (Exception ex)
        {
            // A stack trace would hide the message; the type tells a mistake of the tool from one of a file.
            var message = ex is IOException or UnauthorizedAccessException ? ex.Message : $"{ex.GetType().Name}: {ex.Message}";
            return await FailAsync(error, message, Exit.Bad).ConfigureAwait(false);
        }
    }

    static async Task<int> InvokeAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            // An error with a quoted word says more than one about a command that is missing then.
            foreach (var mistake in parsed.Errors.OrderBy(e => !e.Message.Contains('\'', StringComparison.Ordinal)))
                await TellAsync(error, ParserText.Plain(mistake.Message)).ConfigureAwait(false);
            await error.WriteLineAsync($"mtaiolog: see {NameOf(parsed.CommandResult)} --help").ConfigureAwait(false);
            return Exit.Usage;
        }
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ToolException">The command line has a value that is none.</exception>
    static ParseResult Parse(IReadOnlyList<string> args)
    {
        try
        {
            // An expression may begin with @, which is no response file here.
            return Commands().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        }
        catch (InvalidOperationException ex)
        {
            // A validator that asks for such a value throws what the parser would say.
            throw new ToolException(ParserText.Plain(ex.Message), Exit.Usage);
        }
    }

    static RootCommand Commands() => new("Reads and verifies logs of Serilog.Sinks.MtaioFile, checks and migrates configurations.")
    {
        VerifyCommand.Create(), CatCommand.Create(), TailCommand.Create(), ConfigCommand.Create(),
        ReportCommand.Create(),
    };

    static string NameOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : "mtaiolog";

    static async Task<int> FailAsync(TextWriter error, string message, int code)
    {
        await TellAsync(error, message).ConfigureAwait(false);
        return code;
    }

    static Task TellAsync(TextWriter error, string message) =>
        error.WriteLineAsync(Terminals.ShownLine(error, $"mtaiolog: {OneLine(message)}"));

    static string OneLine(string text) => string.Join(' ', text.Split('\r', '\n').Select(l => l.Trim()).Where(l => l.Length > 0));
}
