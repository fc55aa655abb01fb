namespace Serilog.Sinks.MtaioFile;

/// <summary>What a text file shows of the control characters in an event. A JSON file has one line for each event in any case.</summary>
public enum ControlCharacters
{
    /// <summary>Control characters are written unchanged: a message or an exception may take several lines. This is the default.</summary>
    Keep,

    /// <summary>
    /// Control characters are written as <c>\n</c>, <c>\r</c>, <c>\t</c> or <c>\u001B</c>: those of ASCII, those of Unicode, and Unicode's
    /// line and paragraph separators. So each event is exactly one line, and terminal escape codes have no effect. Backslashes are not
    /// doubled: an escape in the file cannot be told from the same text in the event.
    /// </summary>
    Escape,
}
