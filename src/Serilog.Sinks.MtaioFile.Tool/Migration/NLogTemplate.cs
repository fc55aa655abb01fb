using System.Globalization;
using System.Xml.Linq;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes an output template of a layout of NLog.</summary>
sealed class NLogTemplate(XObject place, IReadOnlyDictionary<string, string> variables, Losses losses)
{
    /// <summary>The layout of a target that names none.</summary>
    public const string Default = "${longdate}|${level:uppercase=true}|${logger}|${message:withexception=true}";

    const int MostDepth = 20;

    static readonly Dictionary<string, (string Property, string Package)> Enriched = new(StringComparer.Ordinal)
    {
        ["threadid"] = ("ThreadId", "Serilog.Enrichers.Thread"),
        ["threadname"] = ("ThreadName", "Serilog.Enrichers.Thread"),
        ["machinename"] = ("MachineName", "Serilog.Enrichers.Environment"),
        ["hostname"] = ("MachineName", "Serilog.Enrichers.Environment"),
        ["environment-user"] = ("EnvironmentUserName", "Serilog.Enrichers.Environment"),
        ["processid"] = ("ProcessId", "Serilog.Enrichers.Process"),
        ["processname"] = ("ProcessName", "Serilog.Enrichers.Process"),
    };

    readonly TemplateWriter _template = new();

    /// <param name="layout">The layout.</param>
    /// <param name="lineEnd">The line end; null = that of the system.</param>
    public string Convert(string layout, string? lineEnd)
    {
        Add(layout, upper: false, depth: 0);
        if (lineEnd is null) _template.Hole("NewLine");
        else _template.Text(lineEnd);
        return _template.ToTemplate();
    }

    void Add(string layout, bool upper, int depth)
    {
        if (depth > MostDepth) return;
        foreach (var piece in NLogLayout.Read(layout))
        {
            if (piece.Name is null) _template.Text(piece.Text);
            else if (!AddKnown(piece, upper, depth))
                losses.Add(place, $"{piece.Text} has no counterpart in an output template; it is left out");
        }
    }

    bool AddKnown(NLogPiece piece, bool upper, int depth)
    {
        var width = int.TryParse(piece.Option("padding"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var w) ? w : 0;
        var isUpper = upper || IsTrue(piece.Option("uppercase"));
        if (AddTime(piece, width) || AddValue(piece, isUpper, width))
        {
            TellOptions(piece);
            return true;
        }
        switch (piece.Name)
        {
            case "uppercase" or "pad" or "trim-whitespace" or "onexception" or "when" or "replace-newlines"
                when piece.Option("inner", "") is { } inner:
                TellWrapper(piece, inner);
                Add(inner, isUpper || piece.Name is "uppercase", depth + 1);
                return true;
            case "literal":
                _template.Text(piece.Option("text", "") ?? "");
                return true;
            case "var" when variables.TryGetValue(piece.Option("name", "") ?? "", out var variable):
                Add(variable, isUpper, depth + 1);
                return true;
            case { } name when variables.TryGetValue(name, out var variable):
                Add(variable, isUpper, depth + 1);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Tells what a renderer around others would do, and this template does not.</summary>
    void TellWrapper(NLogPiece piece, string inner)
    {
        var change = piece.Name switch
        {
            "when" or "onexception" => "the condition has no counterpart; what is inside is always written",
            "replace-newlines" => "the line ends inside stay",
            "trim-whitespace" => "the spaces around stay",
            "pad" => "the width has no counterpart; write it in the hole, such as {Level,5}",
            "uppercase" when NLogLayout.Read(inner).Any(HasCase) => "levels alone are written in upper case",
            _ => null,
        };
        if (change is not null) losses.Add(place, $"{piece.Text}: {change}");
    }

    static bool HasCase(NLogPiece piece) =>
        piece.Name is null ? piece.Text.Any(char.IsLower) : piece.Name is not ("level" or "newline" or "longdate" or "shortdate" or "time");

    void TellOptions(NLogPiece piece)
    {
        foreach (var (name, value) in piece.Options)
        {
            var isKnown = name.ToUpperInvariant() switch
            {
                "UPPERCASE" or "LOWERCASE" => piece.Name is "level" || !IsTrue(value),
                "PADDING" => piece.Name is not ("exception" or "newline"),
                "FORMAT" => piece.Name is "date" or "level" or "exception" || piece.Option("item", "") is not null,
                "" or "ITEM" or "UNIVERSALTIME" or "WITHEXCEPTION" or "SHORTNAME" => true,
                _ => false,
            };
            if (!isKnown) losses.Add(place, $"{piece.Text}: {name} has no counterpart; it is left out");
        }
    }

    void AddLevel(NLogPiece piece, bool isUpper, int width)
    {
        var level = NLogLevel.Of(piece.Option("format", ""), isUpper, IsTrue(piece.Option("lowercase")));
        _template.Hole("Level", level.Format, width);
        losses.Add(place, $"{piece.Text}: {level.Change}");
    }

    /// <summary>The hole writes what <c>ToString</c> says, with the stack trace and all inner exceptions.</summary>
    void AddException(NLogPiece piece)
    {
        _template.Hole("Exception");
        var format = piece.Option("format", "")?.Trim() ?? "";
        if (format.Length == 0)
            losses.Add(place, $"{piece.Text}: a line end follows the exception; the data of the exception are not written");
        else if (string.Equals(format, "ToString", StringComparison.OrdinalIgnoreCase))
            losses.Add(place, $"{piece.Text}: a line end follows the exception");
        else losses.Add(place, $"{piece.Text}: the whole exception is written, not {format} alone");
    }

    void AddExceptionOf(NLogPiece message)
    {
        if (!IsTrue(message.Option("withexception"))) return;
        _template.ExceptionAtEnd = true;
        losses.Add(place, $"{message.Text}: the exception follows the line, on lines of its own, and not the message and |");
    }

    bool AddTime(NLogPiece piece, int width)
    {
        var format = piece.Name switch
        {
            "longdate" => "yyyy-MM-dd HH:mm:ss.ffff",
            "shortdate" => "yyyy-MM-dd",
            "time" => "HH:mm:ss.ffff",
            "date" => piece.Option("format", "") ?? "yyyy/MM/dd HH:mm:ss.fff",
            _ => null,
        };
        if (format is null) return false;
        _template.Hole(IsTrue(piece.Option("universaltime")) ? "UtcTimestamp" : "Timestamp", DateFormats.Unescaped(format), width);
        return true;
    }

    bool AddValue(NLogPiece piece, bool isUpper, int width)
    {
        if (Enriched.TryGetValue(piece.Name!, out var enriched))
        {
            _template.Hole(enriched.Property, format: null, width);
            losses.Add(place, $"{piece.Text} needs the package {enriched.Package}, whose enricher writes {enriched.Property}");
            return true;
        }
        switch (piece.Name)
        {
            case "level":
                AddLevel(piece, isUpper, width);
                return true;
            case "logger" or "loggername":
                _template.Hole("SourceContext", format: null, width);
                if (IsTrue(piece.Option("shortname"))) losses.Add(place, $"{piece.Text}: SourceContext is the whole name of the logger");
                return true;
            case "message":
                _template.Hole("Message", "l", width);
                AddExceptionOf(piece);
                return true;
            case "exception":
                AddException(piece);
                return true;
            case "newline":
                _template.Hole("NewLine");
                return true;
            case "all-event-properties":
                _template.Hole("Properties", format: null, width);
                return true;
            case "event-properties" or "event-property" or "scopeproperty" or "mdlc" or "mdc"
                when piece.Option("item", "") is { } item && !TemplateWriter.IsName(item):
                losses.Add(place, $"{piece.Text}: {item} can be no name in an output template; it is left out");
                return true;
            case "event-properties" or "event-property" or "scopeproperty" or "mdlc" or "mdc" when piece.Option("item", "") is { } item:
                _template.Hole(item, piece.Option("format"), width);
                return true;
            default:
                return false;
        }
    }

    static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
