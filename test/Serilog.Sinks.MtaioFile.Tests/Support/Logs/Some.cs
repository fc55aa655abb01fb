using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Ready-made events and values for tests that do not care which.</summary>
static class Some
{
    /// <summary>A pattern of archives that have a date.</summary>
    public const string DatedNames = "{name}.{date}.{n:000}";

    /// <summary>The pattern of archives that are numbered.</summary>
    public const string NumberedNames = "{name}.{n}";

    /// <summary>The message and a line end: what a test sees in the file is what it logged.</summary>
    public const string LineTemplate = "{Message:lj}\n";

    public static readonly DateTimeOffset Instant = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(1));

    public static LogEvent Event(string text = "event", LogEventLevel level = LogEventLevel.Information, Exception? exception = null) =>
        new(Instant, level, exception, new MessageTemplate(text, [new TextToken(text)]), []);

    /// <summary>An event by a template with holes.</summary>
    public static LogEvent Event(string template, params LogEventProperty[] properties) =>
        new(Instant, LogEventLevel.Information, exception: null, new MessageTemplateParser().Parse(template), properties);

    /// <summary>A message whose line is exactly <paramref name="bytes"/> bytes with its line end.</summary>
    public static string Message(char filler, int bytes) => new(filler, bytes - 1);

    /// <summary>That line as it stands in a file.</summary>
    public static string Line(char filler, int bytes) => Message(filler, bytes) + "\n";

    /// <summary>Names that differ from others by case alone, where that makes them other names.</summary>
    public static string[] OtherNames(params string[] names) => OperatingSystem.IsLinux() ? names : [];
}
