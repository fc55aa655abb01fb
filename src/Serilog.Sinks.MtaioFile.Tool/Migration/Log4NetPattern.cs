using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes an output template of a conversion pattern of log4net, such as <c>%date %-5level %message%newline</c>.</summary>
sealed partial class Log4NetPattern(XObject place, Losses losses)
{
    /// <summary>What the template does to the words for levels.</summary>
    public const string LevelChange = "DEBUG, ERROR and FATAL become DBUG, EROR and FATL";

    /// <summary>The names that log4net knows; the longest one counts, and the letters behind it are text.</summary>
    const string Names =
        "stacktracedetail|stacktrace|properties|property|exception|timestamp|appdomain|location|username|identity|aspnet-cache|"
        + "aspnet-context|aspnet-request|aspnet-session|newline|message|utcdate|utcDate|UtcDate|literal|logger|method|thread|level|"
        + "class|type|date|file|line|ndc|NDC|mdc|MDC|[acCdFlLmMnpPrtuwxX]";

    const string Iso = "yyyy-MM-dd HH:mm:ss,fff";

    readonly TemplateWriter _template = new();

    public string Convert(string pattern)
    {
        var at = 0;
        foreach (Match match in Token().Matches(pattern))
        {
            _template.Text(pattern[at..match.Index]);
            at = match.Index + match.Length;
            if (match.Value is "%%") _template.Text("%");
            else Add(match);
        }
        _template.Text(pattern[at..]);
        // A layout without %exception leaves exceptions to the appender, which writes them behind the line.
        _template.ExceptionAtEnd = true;
        return _template.ToTemplate();
    }

    void Add(Match match)
    {
        var (name, option) = (match.Groups["name"].Value, match.Groups["option"].Value);
        var digits = match.Groups["width"].Value;
        var width = int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var w) ? w : 0;
        if (match.Groups["most"].Success) losses.Add(place, $"{match.Value}: no text is cut off at a width");
        switch (name)
        {
            case "date" or "d":
                _template.Hole("Timestamp", DateFormat(option), width);
                break;
            case "utcdate" or "utcDate" or "UtcDate":
                _template.Hole("UtcTimestamp", DateFormat(option), width);
                break;
            case "level" or "p":
                _template.Hole("Level", "u4", width);
                losses.Add(place, $"{match.Value}: {LevelChange}");
                break;
            case "logger" or "c":
                _template.Hole("SourceContext", format: null, width);
                if (option.Length > 0) losses.Add(place, $"{match.Value}: SourceContext is the whole name of the logger");
                break;
            case "message" or "m":
                _template.Hole("Message", "l", width);
                break;
            case "newline" or "n":
                _template.Hole("NewLine");
                break;
            case "exception":
                _template.Hole("Exception");
                if (option.Length > 0) losses.Add(place, $"{match.Value}: the whole exception is written, not {option} alone");
                break;
            case "property" or "properties" or "mdc" or "MDC" or "X" or "P" when option.Length > 0 && !TemplateWriter.IsName(option):
                losses.Add(place, $"{match.Value}: {option} can be no name in an output template; it is left out");
                break;
            case "property" or "properties" or "mdc" or "MDC" or "X" or "P" when option.Length > 0:
                _template.Hole(option, format: null, width);
                break;
            default:
                AddEnriched(match.Value, name, width);
                break;
        }
    }

    void AddEnriched(string whole, string name, int width)
    {
        (string Property, string Package)? enriched = name switch
        {
            "thread" or "t" => ("ThreadId", "Serilog.Enrichers.Thread"),
            "username" or "w" => ("EnvironmentUserName", "Serilog.Enrichers.Environment"),
            _ => null,
        };
        if (enriched is not var (property, package))
        {
            losses.Add(place, $"{whole} has no counterpart in an output template; it is left out");
            return;
        }
        _template.Hole(property, format: null, width);
        losses.Add(place, $"{whole} needs the package {package}, whose enricher writes {property}");
    }

    static string DateFormat(string option) => option.ToUpperInvariant() switch
    {
        "" or "ISO8601" => Iso,
        "ABSOLUTE" => "HH:mm:ss,fff",
        "DATE" => "dd MMM yyyy HH:mm:ss,fff",
        _ => option,
    };

    [GeneratedRegex(
        @"%%|%(?<width>-?\d+)?(?:\.(?<most>\d+))?(?:(?<name>" + Names + @")|(?<name>[A-Za-z]+|\d))(?:\{(?<option>[^}]*)\})?",
        RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
