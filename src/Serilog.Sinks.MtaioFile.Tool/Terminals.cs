using Spectre.Console;

namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>Tells terminals from pipes and files, and opens consoles for both.</summary>
static class Terminals
{
    /// <summary>Tables in files are not broken at the width of a terminal.</summary>
    const int WidthOfFiles = 240;

    /// <summary>Whether a person looks at what is written.</summary>
    public static bool Is(TextWriter writer) =>
        (ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected)
        || (ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected);

    /// <summary>Whether colours are shown: https://no-color.org.</summary>
    public static bool HasColors(TextWriter writer) =>
        Is(writer) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>A text as a writer may get it: harmless if a person looks at it, and as it is for programs.</summary>
    public static string Shown(TextWriter writer, string text) => Is(writer) ? TerminalText.Escape(text) : text;

    /// <summary>The same for a text that is one line.</summary>
    public static string ShownLine(TextWriter writer, string text) => Is(writer) ? TerminalText.EscapeLine(text) : text;

    public static IAnsiConsole Open(TextWriter writer)
    {
        var isTerminal = Is(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = HasColors(writer) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isTerminal) console.Profile.Width = WidthOfFiles;
        return console;
    }
}
