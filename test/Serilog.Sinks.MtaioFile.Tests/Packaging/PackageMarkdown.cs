using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>Markdown as a package page reads it: its links, and what it says apart from them.</summary>
sealed partial class PackageMarkdown(string text)
{
    const string Inline = @"\]\(\s*<?(?<target>[^)\s>]+)";
    const string Reference = @"^ {0,3}\[[^\]]+\]:\s*(?<target>\S+)";
    const string Html = """\b(?:src|href)\s*=\s*["']?(?<target>[^"'\s>]+)""";

    readonly string _prose = Code().Replace(text, "");

    public static PackageMarkdown Of(string file) => new(System.IO.File.ReadAllText(Path.Combine(Repository.Root, file)));

    /// <summary>The targets of links and pictures, by whatever syntax.</summary>
    public IEnumerable<string> Links => Target().Matches(_prose).Select(m => m.Groups["target"].Value);

    /// <summary>Those that need the files of the repository.</summary>
    public IEnumerable<string> RelativeLinks => Links.Where(t => !Elsewhere().IsMatch(t));

    /// <summary>The text without pictures, and with the texts of links in place of the links.</summary>
    public string WithoutLinks => BlankLines().Replace(Link().Replace(Picture().Replace(text, ""), "$1"), "\n\n").Trim();

    [GeneratedRegex("^(?<fence>```+).*?^\\k<fence>[^\\n]*$|`[^`\\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex($"{Inline}|{Reference}|{Html}", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex("^(#|[a-z]+:)")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"!\[[^\]]*\]\([^)]*\)")]
    private static partial Regex Picture();

    [GeneratedRegex(@"\[([^\[\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\n([ \t]*\n)+")]
    private static partial Regex BlankLines();
}
