using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>A piece of a layout of NLog: text, or a renderer with options.</summary>
/// <param name="Name">The name of the renderer in lower case; null for text.</param>
/// <param name="Text">The text, or the renderer as it is written.</param>
/// <param name="Options">The options; the one without a name has the empty name.</param>
sealed record NLogPiece(string? Name, string Text, IReadOnlyDictionary<string, string> Options)
{
    public string? Option(params string[] names) => names.Select(n => Options.GetValueOrDefault(n)).FirstOrDefault(o => o is not null);
}

/// <summary>Reads layouts of NLog, such as <c>${longdate}|${message:withException=true}</c>.</summary>
static class NLogLayout
{
    static readonly Dictionary<string, string> NoOptions = [];

    public static IEnumerable<NLogPiece> Read(string layout)
    {
        for (var at = 0; at < layout.Length;)
        {
            var start = layout.IndexOf("${", at, StringComparison.Ordinal);
            if (start != at)
            {
                var end = start < 0 ? layout.Length : start;
                yield return new NLogPiece(Name: null, layout[at..end], NoOptions);
                at = end;
                continue;
            }
            var close = Close(layout, start + 2);
            yield return Renderer(layout[start..Math.Min(layout.Length, close + 1)], layout[(start + 2)..close]);
            at = close + 1;
        }
    }

    static int Close(string layout, int from)
    {
        var depth = 0;
        for (var i = from; i < layout.Length; i++)
        {
            if (layout[i] == '\\') i++;
            else if (layout[i] == '{') depth++;
            else if (layout[i] == '}' && depth-- == 0) return i;
        }
        return layout.Length;
    }

    static NLogPiece Renderer(string whole, string inside)
    {
        var parts = Parts(inside);
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1))
        {
            var split = part.StartsWith('$') ? -1 : part.IndexOf('=', StringComparison.Ordinal);
            options[split < 0 ? "" : part[..split].Trim()] = split < 0 ? part : part[(split + 1)..];
        }
        return new NLogPiece(parts[0].Trim().ToLowerInvariant(), whole, options);
    }

    /// <summary>The parts between colons; a colon behind a backslash, or inside braces, is text.</summary>
    static List<string> Parts(string inside)
    {
        List<string> parts = [];
        var part = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            var c = inside[i];
            if (c == '{') depth++;
            if (c == '}') depth--;
            if (c == '\\' && depth == 0 && i + 1 < inside.Length)
            {
                part.Append(inside[++i]);
            }
            else if (c == ':' && depth == 0)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }
        parts.Add(part.ToString());
        return parts;
    }
}
