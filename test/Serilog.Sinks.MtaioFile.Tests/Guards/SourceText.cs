using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>One member of a type: its first line and how many lines of code it has.</summary>
readonly record struct SourceMember(int Line, int Lines);

/// <summary>Reads C# just well enough for the guards: blanks what is not code, finds members by their braces.</summary>
static partial class SourceText
{
    /// <summary>The text with comments and the content of strings blanked, each line in its place.</summary>
    public static string Code(string source) => NotCode().Replace(source, m => NotALineEnd().Replace(m.Value, " "));

    public static IEnumerable<SourceMember> Members(string source)
    {
        var code = Code(source);
        var isType = new Stack<bool>();
        var (start, current) = (0, (Start: 0, Depth: -1));
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] == '{')
            {
                var opensType = isType.All(t => t) && TypeHeader().IsMatch(code[start..i]);
                if (!opensType && current.Depth < 0) current = (start, isType.Count);
                isType.Push(opensType);
                if (opensType) start = i + 1;
            }
            else if (code[i] == '}')
            {
                isType.Pop();
                if (isType.Count == current.Depth)
                {
                    yield return Measure(code, current.Start, i);
                    current.Depth = -1;
                }
                if (current.Depth < 0) start = i + 1;
            }
            else if (code[i] == ';' && current.Depth < 0)
            {
                if (isType.Count > 0) yield return Measure(code, start, i);
                start = i + 1;
            }
        }
    }

    static SourceMember Measure(string code, int start, int end)
    {
        var text = code[start..(end + 1)];
        var blank = text.Length - text.TrimStart().Length;
        return new(code.AsSpan(0, start + blank).Count('\n') + 1, text.Split('\n').Count(l => l.Trim().Length > 0));
    }

    [GeneratedRegex(
        """//[^\n]*|/\*.*?\*/|"{3}.*?"{3}|\$?@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""",
        RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex NotCode();

    [GeneratedRegex("[^\n]")]
    private static partial Regex NotALineEnd();

    [GeneratedRegex("""
        ^\s*(?:\[[^\]]*\]\s*)*
        (?:(?:public|internal|private|protected|static|sealed|abstract|partial|readonly|ref|file|unsafe)\s+)*
        (?:class|struct|interface|enum|record)\b
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TypeHeader();
}
