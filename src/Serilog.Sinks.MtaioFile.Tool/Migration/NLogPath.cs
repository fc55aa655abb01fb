using System.Text;
using System.Xml.Linq;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes a path with words in braces of a layout of NLog.</summary>
static class NLogPath
{
    const string Placeholder = "\u0001";

    public static string Convert(string layout, IReadOnlyDictionary<string, string> variables, XObject place, Losses losses)
    {
        var path = new StringBuilder();
        Add(path, layout, variables, place, losses, depth: 0);
        return path.ToString().Replace(Placeholder, "", StringComparison.Ordinal);
    }

    static void Add(
        StringBuilder path, string layout, IReadOnlyDictionary<string, string> variables, XObject place, Losses losses, int depth)
    {
        foreach (var piece in NLogLayout.Read(layout))
        {
            var variable = piece.Name is "var" ? piece.Option("name", "") : piece.Name;
            if (piece.Name is null)
            {
                AddText(path, piece.Text);
            }
            else if (variable is not null && depth < 20 && variables.TryGetValue(variable, out var value))
            {
                Add(path, value, variables, place, losses, depth + 1);
            }
            else if (Word(piece) is { } word)
            {
                TellChange(piece, place, losses);
                path.Append(word);
            }
            else
            {
                losses.Add(place, $"{piece.Text} has no counterpart in a path; the path is written without it");
            }
        }
    }

    static void TellChange(NLogPiece piece, XObject place, Losses losses)
    {
        foreach (var name in piece.Options.Keys)
        {
            var isKnown = name.Length == 0 || (piece.Name, name.ToUpperInvariant()) is ("date", "FORMAT") or ("environment", "VARIABLE");
            if (!isKnown) losses.Add(place, $"{piece.Text}: {name} has no counterpart in a path; it is left out");
        }
        if (piece.Name is "basedir")
            losses.Add(place, $"{piece.Text} is left out: a relative path begins at the current directory, not at that of the program");
        if (piece.Name is "environment")
        {
            var name = piece.Option("variable", "");
            losses.Add(place, $"{piece.Text}: the environment variable {name} is to be set where the program runs");
        }
    }

    /// <summary>A path without a folder starts at the current directory, so the separator behind the base directory goes too.</summary>
    static void AddText(StringBuilder path, string text)
    {
        var follows = path.ToString().EndsWith(Placeholder, StringComparison.Ordinal);
        var rest = follows ? text.TrimStart('/', '\\') : text;
        path.Append(TemplateWriter.Escaped(rest));
    }

    static string? Word(NLogPiece piece) => piece.Name switch
    {
        "basedir" or "currentdir" => Placeholder,
        "shortdate" => "{date:yyyy-MM-dd}",
        "date" when piece.Option("format", "") is { } format => DateFormats.ToPattern(format),
        "machinename" or "hostname" => "{machineName}",
        "processid" => "{processId}",
        "environment" when piece.Option("variable", "") is { } name => $"{{env:{name}}}",
        _ => null,
    };
}
