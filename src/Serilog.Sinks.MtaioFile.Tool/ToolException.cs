namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>Ends a command with one line for the user, who needs no stack trace.</summary>
/// <param name="message">What is wrong, and what would be right.</param>
/// <param name="exitCode">The exit code of the command.</param>
sealed class ToolException(string message, int exitCode = Exit.Bad) : Exception(message)
{
    public int ExitCode => exitCode;
}
