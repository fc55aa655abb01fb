namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>The exit codes of all commands.</summary>
static class Exit
{
    /// <summary>Everything is right.</summary>
    public const int Good = 0;

    /// <summary>There are mistakes, or losses that the log announces.</summary>
    public const int Mistakes = 1;

    /// <summary>A log is incomplete, or a file cannot be read.</summary>
    public const int Bad = 2;

    /// <summary>The command line has mistakes; the number is that of BSD's <c>sysexits</c>.</summary>
    public const int Usage = 64;

    /// <summary>The user has stopped the command, as shells say it.</summary>
    public const int Stopped = 130;
}
