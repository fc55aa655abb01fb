namespace Serilog.Sinks.MtaioFile;

/// <summary>What becomes of control characters in text files. JSON files have none, whatever is logged.</summary>
public enum ControlCharacters
{
    /// <summary>They are written as they are: a message or an exception may take several lines. The default.</summary>
    Keep,

    /// <summary>
    /// They are written as <c>\n</c>, <c>\r</c>, <c>\t</c> or <c>\u001B</c>, those of Unicode and its line and paragraph separators too, so that an event is
    /// exactly one line, whatever was logged, and a terminal that shows the file obeys nobody. Backslashes are not doubled: what was written
    /// cannot be told from what was escaped.
    /// </summary>
    Escape,
}
